package covenant

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds how deep a document may nest.
const maxDepth = 1000

// DecodeError tells which value of a document does not fit its type.
type DecodeError struct {
	// Path leads to the value: data.0.total
	Path string
	// Reason says what is wrong with it.
	Reason string
}

// Error implements error.
func (e *DecodeError) Error() string {
	if e.Path == "" {
		return "cannot decode: " + e.Reason
	}
	return "cannot decode " + e.Path + ": " + e.Reason
}

// decodeJSON reads the one value of data into what target points to.
func decodeJSON(data []byte, target any) error {
	d := decoder{data: data}
	return d.document(reflect.ValueOf(target).Elem())
}

// decoder reads one document.
type decoder struct {
	data  []byte
	pos   int
	depth int
	path  []string
	// strict finds out whether a variant fits: what is otherwise forgiven is an error, or costs points
	strict  bool
	penalty int
}

func (d *decoder) document(target reflect.Value) error {
	if err := d.value(target); err != nil {
		return err
	}
	if d.peek(); d.pos < len(d.data) {
		return d.fail("there is more after the value")
	}
	return nil
}

func (d *decoder) fail(format string, args ...any) error {
	return &DecodeError{Path: strings.Join(d.path, "."), Reason: fmt.Sprintf(format, args...)}
}

// peek skips white space and returns the next byte; 0 at the end.
func (d *decoder) peek() byte {
	for d.pos < len(d.data) {
		switch c := d.data[d.pos]; c {
		case ' ', '\t', '\n', '\r':
			d.pos++
		default:
			return c
		}
	}
	return 0
}

// literal reads true, false or null.
func (d *decoder) literal(word string) error {
	if !bytes.HasPrefix(d.data[d.pos:], []byte(word)) {
		return d.fail("malformed JSON at byte %d", d.pos)
	}
	d.pos += len(word)
	return nil
}

// number reads a number and returns its text.
func (d *decoder) number() (string, error) {
	start := d.pos
	for d.pos < len(d.data) && strings.IndexByte("+-.0123456789eE", d.data[d.pos]) >= 0 {
		d.pos++
	}
	text := d.data[start:d.pos]
	if !json.Valid(text) {
		return "", d.fail("malformed JSON at byte %d", start)
	}
	return string(text), nil
}

// text reads a string.
func (d *decoder) text() (string, error) {
	if d.peek() != '"' {
		return "", d.fail("expected a string")
	}
	start := d.pos
	d.pos++
	plain := true
	for d.pos < len(d.data) {
		switch c := d.data[d.pos]; {
		case c == '"':
			d.pos++
			if inner := d.data[start+1 : d.pos-1]; plain && utf8.Valid(inner) {
				return string(inner), nil
			}
			var s string
			if json.Unmarshal(d.data[start:d.pos], &s) != nil {
				return "", d.fail("malformed string at byte %d", start)
			}
			return s, nil
		case c == '\\':
			plain = false
			d.pos += 2
		case c < ' ':
			return "", d.fail("malformed string at byte %d", start)
		default:
			d.pos++
		}
	}
	return "", d.fail("the text ends within a string")
}

// enter and leave bound the depth.
func (d *decoder) enter() error {
	d.depth++
	if d.depth > maxDepth {
		return d.fail("nested deeper than %d", maxDepth)
	}
	d.pos++
	return nil
}

// items reads an array, item by item.
func (d *decoder) items(item func(i int) error) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer func() { d.depth-- }()
	if d.peek() == ']' {
		d.pos++
		return nil
	}
	for i := 0; ; i++ {
		d.path = append(d.path, strconv.Itoa(i))
		if err := item(i); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
		switch d.peek() {
		case ',':
			d.pos++
		case ']':
			d.pos++
			return nil
		default:
			return d.fail("malformed JSON at byte %d", d.pos)
		}
	}
}

// properties reads an object, property by property.
func (d *decoder) properties(property func(name string) error) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer func() { d.depth-- }()
	if d.peek() == '}' {
		d.pos++
		return nil
	}
	for {
		name, err := d.text()
		if err != nil {
			return err
		}
		if d.peek() != ':' {
			return d.fail("malformed JSON at byte %d", d.pos)
		}
		d.pos++
		d.path = append(d.path, name)
		if err := property(name); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
		switch d.peek() {
		case ',':
			d.pos++
			d.peek()
		case '}':
			d.pos++
			return nil
		default:
			return d.fail("malformed JSON at byte %d", d.pos)
		}
	}
}

// span skips a value and returns its text.
func (d *decoder) span() ([]byte, error) {
	c := d.peek()
	start := d.pos
	var err error
	switch kindAt(c) {
	case kindObject:
		err = d.properties(func(string) error { _, err := d.span(); return err })
	case kindArray:
		err = d.items(func(int) error { _, err := d.span(); return err })
	case kindString:
		_, err = d.text()
	case kindBool:
		if c == 't' {
			err = d.literal("true")
		} else {
			err = d.literal("false")
		}
	case kindNull:
		err = d.literal("null")
	default:
		_, err = d.number()
	}
	return d.data[start:d.pos], err
}

// value reads the next value into v.
func (d *decoder) value(v reflect.Value) error {
	c := d.peek()
	if c == 0 {
		return d.fail("the text ends too early")
	}
	t := v.Type()
	switch t {
	case rawType:
		raw, err := d.span()
		v.SetBytes(bytes.Clone(raw))
		return err
	case numberType:
		if kindAt(c) != kindNumber {
			return d.wrong(v, c, "a number")
		}
		text, err := d.number()
		v.SetString(text)
		return err
	case timeType, dateType, fileType:
		return d.special(v, c)
	}
	if t.Kind() == reflect.Struct {
		switch p := planOf(t); p.shape {
		case shapeWrapper:
			return d.wrapped(v, p, c)
		case shapeObject:
			return d.object(v, p, c)
		case shapeUnion:
			return d.union(v, p)
		case shapeTuple:
			return d.tuple(v, p, c)
		default:
			raw, err := d.span()
			if err == nil {
				err = json.Unmarshal(raw, v.Addr().Interface())
			}
			return err
		}
	}
	return d.plain(v, c)
}

// wrong answers a value of another kind: null is forgiven and leaves the zero value.
func (d *decoder) wrong(v reflect.Value, c byte, want string) error {
	if c == 'n' && !d.strict {
		v.SetZero()
		return d.literal("null")
	}
	return d.fail("expected %s, found %s", want, nameOfKind(kindAt(c)))
}

func nameOfKind(k jsonKind) string {
	switch k {
	case kindNull:
		return "null"
	case kindBool:
		return "a boolean"
	case kindNumber:
		return "a number"
	case kindString:
		return "a string"
	case kindArray:
		return "an array"
	default:
		return "an object"
	}
}

// special reads what is a string with a form of its own.
func (d *decoder) special(v reflect.Value, c byte) error {
	if c != '"' {
		return d.wrong(v, c, "a string")
	}
	text, err := d.text()
	if err != nil {
		return err
	}
	switch target := v.Addr().Interface().(type) {
	case *File:
		target.Content = strings.NewReader(text)
		return nil
	case *Date:
		err = target.UnmarshalText([]byte(text))
	default:
		t, failure := parseTime(text)
		if err = failure; err == nil {
			v.Set(reflect.ValueOf(t))
		}
	}
	if err != nil {
		if text == "" && !d.strict {
			return nil // "no date" to many servers
		}
		return d.fail("%s", err.Error())
	}
	return nil
}

func (d *decoder) wrapped(v reflect.Value, p *plan, c byte) error {
	v.SetZero()
	if c == 'n' {
		if p.nullable {
			v.Field(fieldNull).SetBool(true)
		} else if d.strict {
			return d.fail("null is not allowed")
		}
		return d.literal("null")
	}
	v.Field(fieldSet).SetBool(true)
	return d.value(v.Field(fieldValue))
}

func (d *decoder) object(v reflect.Value, p *plan, c byte) error {
	if c != '{' {
		return d.wrong(v, c, "an object")
	}
	found := 0
	err := d.properties(func(name string) error {
		if i, ok := p.byName[name]; ok {
			f := &p.fields[i]
			if f.required {
				found++
			}
			start := d.pos
			if err := d.value(v.Field(f.index)); err != nil {
				return err
			}
			if d.strict && f.constant != nil && !bytes.Equal(bytes.TrimSpace(d.data[start:d.pos]), f.constant) {
				return d.fail("expected %s", f.constant)
			}
			return nil
		}
		if p.extra < 0 {
			_, err := d.span()
			return err
		}
		d.penalty++
		extra := v.Field(p.extra)
		if extra.IsNil() {
			extra.Set(reflect.MakeMap(extra.Type()))
		}
		return d.entry(extra, name)
	})
	if err != nil {
		return err
	}
	if d.strict {
		for i := range p.fields {
			if p.fields[i].required {
				found--
			}
		}
		if found < 0 {
			return d.fail("a required property is missing")
		}
	}
	return nil
}

// entry reads a value of a map.
func (d *decoder) entry(m reflect.Value, name string) error {
	item := reflect.New(m.Type().Elem()).Elem()
	if err := d.value(item); err != nil {
		return err
	}
	m.SetMapIndex(reflect.ValueOf(name).Convert(m.Type().Key()), item)
	return nil
}

func (d *decoder) tuple(v reflect.Value, p *plan, c byte) error {
	if c != '[' {
		return d.wrong(v, c, "an array")
	}
	count := 0
	err := d.items(func(i int) error {
		count++
		if i < len(p.fields) {
			return d.value(v.Field(p.fields[i].index))
		}
		if p.raw < 0 {
			if d.strict {
				return d.fail("expected at most %d items", len(p.fields))
			}
			_, err := d.span()
			return err
		}
		return d.appendItem(v.Field(p.raw))
	})
	if err == nil && d.strict && count < len(p.fields) && p.fields[count].required {
		err = d.fail("expected at least %d items", count+1)
	}
	return err
}

func (d *decoder) appendItem(list reflect.Value) error {
	item := reflect.New(list.Type().Elem()).Elem()
	if err := d.value(item); err != nil {
		return err
	}
	list.Set(reflect.Append(list, item))
	return nil
}

// known is implemented by open enums.
type known interface{ Known() bool }

// plain reads values of Go's own kinds.
func (d *decoder) plain(v reflect.Value, c byte) error {
	t := v.Type()
	kind := kindAt(c)
	switch t.Kind() {
	case reflect.Interface:
		if t.NumMethod() != 0 {
			return d.fail("cannot read into %s", t)
		}
		value, err := d.any()
		if err == nil && value != nil {
			v.Set(reflect.ValueOf(value))
		}
		return err
	case reflect.Pointer:
		if kind == kindNull {
			v.SetZero()
			return d.literal("null")
		}
		if v.IsNil() {
			v.Set(reflect.New(t.Elem()))
		}
		return d.value(v.Elem())
	case reflect.String:
		if kind != kindString {
			return d.wrong(v, c, "a string")
		}
		text, err := d.text()
		if err != nil {
			return err
		}
		v.SetString(text)
	case reflect.Bool:
		if kind != kindBool {
			return d.wrong(v, c, "a boolean")
		}
		v.SetBool(c == 't')
		_, err := d.span()
		return err
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return d.bytes(v, c)
		}
		if kind != kindArray {
			return d.wrong(v, c, "an array")
		}
		v.Set(reflect.MakeSlice(t, 0, 0))
		return d.items(func(int) error {
			n := v.Len()
			v.Grow(1)
			v.SetLen(n + 1)
			v.Index(n).SetZero()
			return d.value(v.Index(n))
		})
	case reflect.Map:
		if kind != kindObject {
			return d.wrong(v, c, "an object")
		}
		v.Set(reflect.MakeMap(t))
		return d.properties(func(name string) error { return d.entry(v, name) })
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8,
		reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		if kind != kindNumber {
			return d.wrong(v, c, "a number")
		}
		text, err := d.number()
		if err != nil {
			return err
		}
		if err := setNumber(v, text); err != nil {
			return d.fail("%s", err.Error())
		}
	default:
		return d.fail("cannot read into %s", t)
	}
	if d.strict && t.PkgPath() == ownPackage {
		if enum, ok := v.Interface().(known); ok && !enum.Known() {
			d.penalty++
		}
	}
	return nil
}

// bytes reads base64, standard or URL-safe, padded or not.
func (d *decoder) bytes(v reflect.Value, c byte) error {
	if c != '"' {
		return d.wrong(v, c, "a string")
	}
	text, err := d.text()
	if err != nil {
		return err
	}
	clean := strings.NewReplacer("-", "+", "_", "/", "\n", "", "\r", "").Replace(strings.TrimRight(text, "="))
	raw, err := base64.RawStdEncoding.DecodeString(clean)
	if err != nil {
		return d.fail("not base64")
	}
	v.SetBytes(raw)
	return nil
}

var errRange = errors.New("the number is out of range")

// setNumber stores the number exactly, or says that it cannot. JSON Schema takes 1.0 and 1e2 for integers.
func setNumber(v reflect.Value, text string) error {
	switch {
	case v.CanInt():
		n, err := strconv.ParseInt(text, 10, 64)
		if errors.Is(err, strconv.ErrSyntax) {
			f, ok := integral(text)
			if !ok || f < math.MinInt64 || f >= math.MaxInt64 {
				return fmt.Errorf("%s is not a whole number in range", text)
			}
			n, err = int64(f), nil
		}
		if err != nil || v.OverflowInt(n) {
			return errRange
		}
		v.SetInt(n)
	case v.CanUint():
		n, err := strconv.ParseUint(text, 10, 64)
		if errors.Is(err, strconv.ErrSyntax) {
			f, ok := integral(text)
			if !ok || f < 0 || f >= math.MaxUint64 {
				return fmt.Errorf("%s is not a whole number in range", text)
			}
			n, err = uint64(f), nil
		}
		if err != nil || v.OverflowUint(n) {
			return errRange
		}
		v.SetUint(n)
	default:
		f, err := strconv.ParseFloat(text, v.Type().Bits())
		if err != nil {
			return errRange
		}
		v.SetFloat(f)
	}
	return nil
}

func integral(text string) (float64, bool) {
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && f == math.Trunc(f)
}

// any reads a value without a type: json.Number, so that no digit is lost, string, bool, nil, []any, map[string]any.
func (d *decoder) any() (any, error) {
	switch c := d.peek(); kindAt(c) {
	case kindObject:
		object := map[string]any{}
		err := d.properties(func(name string) error {
			value, err := d.any()
			object[name] = value
			return err
		})
		return object, err
	case kindArray:
		list := []any{}
		err := d.items(func(int) error {
			value, err := d.any()
			list = append(list, value)
			return err
		})
		return list, err
	case kindString:
		return d.text()
	case kindBool:
		_, err := d.span()
		return c == 't', err
	case kindNull:
		return nil, d.literal("null")
	default:
		text, err := d.number()
		return json.Number(text), err
	}
}
