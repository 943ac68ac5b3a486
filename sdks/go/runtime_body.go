package covenant

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"reflect"
	"strings"
)

// body makes the bytes of a request, again for each attempt.
type body struct {
	contentType string
	// open returns the bytes from their beginning, and how many they are (-1: unknown)
	open func() (io.Reader, int64, error)
	// once: the bytes can be read only once, so that the call cannot be repeated
	once bool
}

func bodyOfBytes(contentType string, raw []byte) *body {
	return &body{contentType: contentType, open: func() (io.Reader, int64, error) {
		return bytes.NewReader(raw), int64(len(raw)), nil
	}}
}

// isNothing reports whether an optional body was not given.
func isNothing(value any) bool {
	if value == nil {
		return true
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return v.IsNil()
	default:
		return isAbsent(value)
	}
}

func (q *call) bodyJSON(contentType string, value any) {
	raw, err := encodeJSON(value)
	if err != nil {
		q.err = fmt.Errorf("%s: request body: %w", q.id, err)
		return
	}
	q.sent, q.body = raw, bodyOfBytes(contentType, raw)
}

func (q *call) bodyJSONLines(contentType string, value any) {
	raw, err := encodeJSON(value)
	if err != nil {
		q.err = fmt.Errorf("%s: request body: %w", q.id, err)
		return
	}
	var out []byte
	d := decoder{data: raw}
	if d.peek() == '[' {
		err = d.items(func(int) error {
			line, err := d.span()
			out = append(append(out, line...), '\n')
			return err
		})
	} else {
		out = append(raw, '\n')
	}
	if err != nil {
		q.err = err
		return
	}
	q.body = bodyOfBytes(contentType, out)
}

func (q *call) bodyText(contentType string, value any) {
	node, err := treeOf(value)
	if err != nil {
		q.err = fmt.Errorf("%s: request body: %w", q.id, err)
		return
	}
	q.body = bodyOfBytes(contentType, []byte(node.plain()))
}

// bodyStream sends what content reads, again from its beginning when it can seek.
func (q *call) bodyStream(contentType string, content io.Reader) {
	if content == nil {
		return
	}
	open, once := replay(content)
	q.body = &body{contentType: contentType, open: open, once: once}
}

// replay returns a function that gives the content from where it stands now, and whether that works only once.
func replay(content io.Reader) (func() (io.Reader, int64, error), bool) {
	size := int64(-1)
	if sized, ok := content.(interface{ Len() int }); ok {
		size = int64(sized.Len())
	}
	seeker, ok := content.(io.Seeker)
	if !ok {
		return func() (io.Reader, int64, error) { return content, size, nil }, true
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil { // a pipe, a terminal
		return func() (io.Reader, int64, error) { return content, size, nil }, true
	}
	return func() (io.Reader, int64, error) {
		_, err := seeker.Seek(start, io.SeekStart)
		// Hidden behind a plain reader, so that nobody closes what belongs to the caller.
		return struct{ io.Reader }{content}, size, err
	}, false
}

// fieldEncoding says how a property of a form or multipart body is written.
type fieldEncoding struct {
	property    string
	contentType string
	style       style
	styled      bool
	headers     []string
}

func encodingOf(encodings []fieldEncoding, property string) fieldEncoding {
	for _, e := range encodings {
		if e.property == property {
			return e
		}
	}
	return fieldEncoding{property: property}
}

func (q *call) bodyForm(contentType string, value any, encodings ...fieldEncoding) {
	node, err := treeOf(value)
	if err != nil {
		q.err = fmt.Errorf("%s: request body: %w", q.id, err)
		return
	}
	if node.kind != kindObject {
		q.body = bodyOfBytes(contentType, []byte(node.plain()))
		return
	}
	enc := func(text string) string { return strings.ReplaceAll(escape(text, false), "%20", "+") }
	var parts []string
	for i := range node.items {
		e := encodingOf(encodings, node.keys[i])
		key := enc(node.keys[i])
		item := &node.items[i]
		switch {
		case e.styled:
			write := enc
			if e.style&allowReserved != 0 {
				write = func(text string) string {
					return strings.NewReplacer("&", "%26", "#", "%23", "+", "%2B").Replace(escape(text, true))
				}
			}
			parts = append(parts, item.parts(key, e.style, write)...)
		case strings.Contains(e.contentType, "json"):
			parts = append(parts, key+"="+enc(item.json()))
		case item.kind == kindObject, item.kind == kindArray && item.nests():
			parts = item.deep(parts, key, true, enc)
		default:
			parts = append(parts, item.parts(key, styleForm|exploded, enc)...)
		}
	}
	raw := []byte(strings.Join(parts, "&"))
	q.sent, q.body = []byte(node.json()), bodyOfBytes(contentType, raw)
}

// nests reports whether an array holds arrays or objects.
func (t *tree) nests() bool {
	for i := range t.items {
		if !t.items[i].scalar() {
			return true
		}
	}
	return false
}

// part is a piece of a multipart body.
type part struct {
	header textproto.MIMEHeader
	open   func() (io.Reader, int64, error)
}

func (q *call) bodyMultipart(contentType string, value any, encodings ...fieldEncoding) {
	m := multipartBody{encodings: encodings, formData: strings.HasPrefix(contentType, "multipart/form-data")}
	if err := m.add(addressable(reflect.ValueOf(value))); err != nil {
		q.err = fmt.Errorf("%s: request body: %w", q.id, err)
		return
	}
	boundary := multipart.NewWriter(io.Discard).Boundary()
	open := func() (io.Reader, int64, error) {
		// Written while it is read: a large file never stands in memory.
		reader, pipe := io.Pipe()
		go func() {
			w := multipart.NewWriter(pipe)
			err := w.SetBoundary(boundary)
			for i := 0; err == nil && i < len(m.parts); i++ {
				var target io.Writer
				var content io.Reader
				if target, err = w.CreatePart(m.parts[i].header); err == nil {
					if content, _, err = m.parts[i].open(); err == nil {
						_, err = io.Copy(target, content)
					}
				}
			}
			if err == nil {
				err = w.Close()
			}
			_ = pipe.CloseWithError(err)
		}()
		return reader, -1, nil
	}
	q.body = &body{contentType: contentType + "; boundary=" + boundary, open: open, once: m.once}
}

type multipartBody struct {
	encodings []fieldEncoding
	parts     []part
	formData  bool
	once      bool
}

// add adds the properties of a body.
func (m *multipartBody) add(v reflect.Value) error {
	v, ok := unwrap(v)
	if !ok {
		return nil
	}
	if v.Kind() == reflect.Struct {
		p := planOf(v.Type())
		if p.shape == shapeObject {
			for i := range p.fields {
				field := v.Field(p.fields[i].index)
				if !p.fields[i].required && field.IsZero() {
					continue
				}
				if p.fields[i].constant != nil && field.IsZero() {
					var constant any
					if err := decodeJSON(p.fields[i].constant, &constant); err != nil {
						return err
					}
					field = addressable(reflect.ValueOf(constant))
				}
				if err := m.property(p.fields[i].name, field); err != nil {
					return fmt.Errorf("%s: %w", p.fields[i].name, err)
				}
			}
			if p.extra >= 0 {
				return m.add(v.Field(p.extra))
			}
			return nil
		}
	}
	if v.Kind() == reflect.Map {
		keys := v.MapKeys()
		sortValues(keys)
		for _, key := range keys {
			place := reflect.New(v.Type().Elem()).Elem()
			place.Set(v.MapIndex(key))
			if err := m.property(key.String(), place); err != nil {
				return err
			}
		}
		return nil
	}
	return m.property("", v)
}

// property adds a property: a list has a part for each item.
func (m *multipartBody) property(name string, v reflect.Value) error {
	v, ok := unwrap(v)
	if !ok {
		return nil
	}
	if file, ok := v.Addr().Interface().(*File); ok {
		return m.file(name, file)
	}
	e := encodingOf(m.encodings, name)
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 && !strings.Contains(e.contentType, "json") && v.Type() != rawType {
		for i := range v.Len() {
			if err := m.property(name, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	contentType, content := e.contentType, ""
	if v.Kind() == reflect.Slice && v.Type() != rawType && v.Type().Elem().Kind() == reflect.Uint8 && contentType != "" {
		content = string(v.Bytes())
	} else {
		node, err := treeOf(v.Addr().Interface())
		if err != nil {
			return err
		}
		content = node.plain()
		if contentType == "" && !node.scalar() {
			contentType = "application/json"
		}
		if strings.Contains(contentType, "json") {
			content = node.json()
		}
	}
	m.append(name, "", firstType(contentType), e, func() (io.Reader, int64, error) {
		return strings.NewReader(content), int64(len(content)), nil
	})
	return nil
}

func (m *multipartBody) file(name string, file *File) error {
	if file.Content == nil {
		return fmt.Errorf("the file %q has no content", file.Name)
	}
	e := encodingOf(m.encodings, name)
	contentType := file.ContentType
	if contentType == "" && !strings.Contains(e.contentType, "*") {
		contentType = firstType(e.contentType)
	}
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	fileName := file.Name
	if fileName == "" {
		fileName = "file"
	}
	open, once := replay(file.Content)
	m.once = m.once || once
	m.append(name, fileName, contentType, e, open)
	return nil
}

// firstType takes the first of several media types that an encoding allows.
func firstType(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return strings.TrimSpace(first)
}

var partEscapes = strings.NewReplacer("\\", "\\\\", `"`, "%22", "\r", "%0D", "\n", "%0A", "\x00", "")

func (m *multipartBody) append(name, fileName, contentType string, e fieldEncoding, open func() (io.Reader, int64, error)) {
	header := textproto.MIMEHeader{}
	if m.formData || name != "" {
		disposition := `form-data; name="` + partEscapes.Replace(name) + `"`
		if fileName != "" {
			disposition += `; filename="` + partEscapes.Replace(fileName) + `"`
		}
		header.Set("Content-Disposition", disposition)
	}
	if contentType != "" {
		header.Set("Content-Type", partEscapes.Replace(contentType))
	}
	for i := 0; i+1 < len(e.headers); i += 2 {
		header.Set(e.headers[i], e.headers[i+1])
	}
	m.parts = append(m.parts, part{header: header, open: open})
}

// unwrap follows pointers, wrappers and unions to the value that is set.
func unwrap(v reflect.Value) (reflect.Value, bool) {
	for {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if v.IsNil() {
				return v, false
			}
			v = addressable(v.Elem())
			continue
		case reflect.Struct:
			p := planOf(v.Type())
			if p.shape == shapeWrapper {
				if !v.Field(fieldSet).Bool() {
					return v, false
				}
				v = v.Field(fieldValue)
				continue
			}
			if p.shape == shapeUnion {
				next, found := v, false
				for i := range p.fields {
					if field := v.Field(p.fields[i].index); !field.IsNil() {
						next, found = field.Elem(), true
						break
					}
				}
				if found {
					v = next
					continue
				}
				return v.Field(p.raw), v.Field(p.raw).Len() > 0
			}
		}
		return v, true
	}
}

func sortValues(keys []reflect.Value) {
	for i := 1; i < len(keys); i++ {
		for j := i; j > 0 && keys[j].String() < keys[j-1].String(); j-- {
			keys[j], keys[j-1] = keys[j-1], keys[j]
		}
	}
}
