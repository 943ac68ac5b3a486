package covenant

import (
	"io"
	"strings"
)

// File is a part of a multipart body that carries bytes.
type File struct {
	// Name is the file's name as the server sees it; "file" when empty.
	Name string
	// ContentType is the media type of the bytes; application/octet-stream when empty.
	ContentType string
	// Content is read once, when the request is sent. A call is retried only when it is an io.Seeker.
	Content io.Reader
}

// FileOf returns a File that reads from content.
func FileOf(name string, content io.Reader) File { return File{Name: name, Content: content} }

// MarshalJSON writes the content as a string, for bodies that are JSON after all.
func (f File) MarshalJSON() ([]byte, error) { return encodeJSON(&f) }

// UnmarshalJSON reads the content from a string.
func (f *File) UnmarshalJSON(data []byte) error {
	var text string
	if err := decodeJSON(data, &text); err != nil {
		return err
	}
	f.Content = strings.NewReader(text)
	return nil
}
