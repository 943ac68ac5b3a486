module covenant.example/e2e

go 1.24

require github.com/covenant/covenant-go v0.1.0

replace github.com/covenant/covenant-go => ../../../sdks/go
