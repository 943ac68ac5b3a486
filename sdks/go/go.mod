module github.com/covenant/covenant-go

go 1.24
