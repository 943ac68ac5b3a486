package covenant

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// encodeJSON writes what target points to.
func encodeJSON(target any) ([]byte, error) {
	return appendValue(nil, addressable(reflect.ValueOf(target)), 0)
}

// addressable follows a pointer, or copies the value to where its address can be taken.
func addressable(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		return v.Elem()
	}
	if !v.IsValid() {
		var none any
		return reflect.ValueOf(&none).Elem()
	}
	if v.CanAddr() {
		return v
	}
	place := reflect.New(v.Type()).Elem()
	place.Set(v)
	return place
}

var errDepth = fmt.Errorf("cannot encode: nested deeper than %d", maxDepth)

// appendValue appends v, which must be addressable, as JSON.
func appendValue(out []byte, v reflect.Value, depth int) ([]byte, error) {
	if depth > maxDepth {
		return out, errDepth
	}
	t := v.Type()
	switch t {
	case rawType:
		raw := v.Bytes()
		if len(raw) == 0 {
			return append(out, "null"...), nil
		}
		if !json.Valid(raw) {
			return out, errors.New("cannot encode: a json.RawMessage is not JSON")
		}
		return append(out, raw...), nil
	case numberType:
		if text := v.String(); text != "" {
			if !json.Valid([]byte(text)) || kindAt(text[0]) != kindNumber {
				return out, fmt.Errorf("cannot encode: %q is not a number", text)
			}
			return append(out, text...), nil
		}
		return append(out, '0'), nil
	case timeType:
		return appendString(out, v.Addr().Interface().(*time.Time).Format(time.RFC3339Nano)), nil
	case dateType:
		return appendString(out, v.Addr().Interface().(*Date).String()), nil
	case fileType:
		content := v.Addr().Interface().(*File).Content
		if content == nil {
			return append(out, `""`...), nil
		}
		raw, err := io.ReadAll(content)
		return appendString(out, string(raw)), err
	}
	switch t.Kind() {
	case reflect.Struct:
		switch p := planOf(t); p.shape {
		case shapeWrapper:
			if !v.Field(fieldSet).Bool() {
				return append(out, "null"...), nil
			}
			return appendValue(out, v.Field(fieldValue), depth)
		case shapeObject:
			return appendObject(out, v, p, depth, "", "")
		case shapeUnion:
			return appendUnion(out, v, p, depth)
		case shapeTuple:
			return appendTuple(out, v, p, depth)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return append(out, "null"...), nil
		}
		return appendValue(out, v.Elem(), depth+1)
	case reflect.Interface:
		if v.IsNil() {
			return append(out, "null"...), nil
		}
		if _, ok := v.Interface().(json.Marshaler); !ok || v.Elem().Type().PkgPath() == ownPackage {
			return appendValue(out, addressable(v.Elem()), depth+1)
		}
	case reflect.String:
		return appendString(out, v.String()), nil
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(out, v.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.AppendUint(out, v.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		return appendFloat(out, v.Float(), t.Bits())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return appendString(out, base64.StdEncoding.EncodeToString(v.Bytes())), nil
		}
		return appendItems(out, v, depth)
	case reflect.Map:
		if t.Key().Kind() == reflect.String {
			out = append(out, '{')
			out, err := appendEntries(out, v, nil, depth)
			return append(out, '}'), err
		}
	}
	foreign, err := json.Marshal(v.Addr().Interface())
	return append(out, foreign...), err
}

func appendItems(out []byte, list reflect.Value, depth int) ([]byte, error) {
	out = append(out, '[')
	var err error
	for i := range list.Len() {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendValue(out, list.Index(i), depth+1); err != nil {
			return out, err
		}
	}
	return append(out, ']'), nil
}

// appendEntries appends the entries of a map in the order of their keys, without those that skip has.
func appendEntries(out []byte, m reflect.Value, skip map[string]int, depth int) ([]byte, error) {
	keys := make([]string, 0, m.Len())
	for _, key := range m.MapKeys() {
		if _, ok := skip[key.String()]; !ok {
			keys = append(keys, key.String())
		}
	}
	slices.Sort(keys)
	var err error
	for _, key := range keys {
		if last := out[len(out)-1]; last != '{' {
			out = append(out, ',')
		}
		out = append(appendString(out, key), ':')
		item := m.MapIndex(reflect.ValueOf(key).Convert(m.Type().Key()))
		place := reflect.New(item.Type()).Elem()
		place.Set(item)
		if out, err = appendValue(out, place, depth+1); err != nil {
			return out, err
		}
	}
	return out, nil
}

// appendObject appends the fields in their order, then the properties without a field. When the property that tells
// variants apart is left empty, it is written with the value that chooses this one.
func appendObject(out []byte, v reflect.Value, p *plan, depth int, property, value string) ([]byte, error) {
	out = append(out, '{')
	var err error
	for i := range p.fields {
		f := &p.fields[i]
		field := v.Field(f.index)
		constant := f.constant
		if f.name == property && field.IsZero() {
			constant = []byte(value)
		}
		switch {
		case field.IsZero() && f.required && constant != nil, f.name == property && constant != nil && field.IsZero():
			out = appendName(out, f.name)
			out = append(out, constant...)
			continue
		case !f.required && field.IsZero():
			continue
		}
		out = appendName(out, f.name)
		if out, err = appendValue(out, field, depth+1); err != nil {
			return out, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if _, ok := p.byName[property]; property != "" && !ok {
		out = append(appendName(out, property), value...)
	}
	if p.extra >= 0 {
		if out, err = appendEntries(out, v.Field(p.extra), p.byName, depth); err != nil {
			return out, err
		}
	}
	return append(out, '}'), nil
}

func appendName(out []byte, name string) []byte {
	if out[len(out)-1] != '{' {
		out = append(out, ',')
	}
	return append(appendString(out, name), ':')
}

func appendUnion(out []byte, v reflect.Value, p *plan, depth int) ([]byte, error) {
	for i := range p.fields {
		f := &p.fields[i]
		field := v.Field(f.index)
		if field.IsNil() {
			continue
		}
		variant := field.Elem()
		if p.property != "" && len(f.values) == 1 && variant.Kind() == reflect.Struct {
			if inner := planOf(variant.Type()); inner.shape == shapeObject {
				if !hasExtra(variant, inner, p.property) {
					return appendObject(out, variant, inner, depth+1, p.property, f.values[0])
				}
			}
		}
		return appendValue(out, variant, depth+1)
	}
	if raw := v.Field(p.raw).Bytes(); len(raw) > 0 {
		return appendValue(out, v.Field(p.raw), depth)
	}
	return out, fmt.Errorf("cannot encode: no variant of %s is set", v.Type().Name())
}

func hasExtra(v reflect.Value, p *plan, name string) bool {
	if p.extra < 0 || v.Field(p.extra).IsNil() {
		return false
	}
	extra := v.Field(p.extra)
	return extra.MapIndex(reflect.ValueOf(name).Convert(extra.Type().Key())).IsValid()
}

func appendTuple(out []byte, v reflect.Value, p *plan, depth int) ([]byte, error) {
	out = append(out, '[')
	var err error
	for i := range p.fields {
		field := v.Field(p.fields[i].index)
		if !p.fields[i].required && field.IsZero() {
			return append(out, ']'), nil
		}
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendValue(out, field, depth+1); err != nil {
			return out, err
		}
	}
	if p.raw >= 0 {
		for i := range v.Field(p.raw).Len() {
			if len(p.fields)+i > 0 {
				out = append(out, ',')
			}
			if out, err = appendValue(out, v.Field(p.raw).Index(i), depth+1); err != nil {
				return out, err
			}
		}
	}
	return append(out, ']'), nil
}

func appendFloat(out []byte, f float64, bits int) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return out, fmt.Errorf("cannot encode: %v has no form in JSON", f)
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(out, f, format, -1, bits), nil
}

const hexDigits = "0123456789abcdef"

// appendString appends a JSON string. Invalid UTF-8 becomes the replacement character.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != 0x7f {
				i++
				continue
			}
			out = append(out, s[start:i]...)
			switch c {
			case '"', '\\':
				out = append(out, '\\', c)
			case '\n':
				out = append(out, '\\', 'n')
			case '\r':
				out = append(out, '\\', 'r')
			case '\t':
				out = append(out, '\\', 't')
			default:
				out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			out = append(append(out, s[start:i]...), "\ufffd"...)
			i++
			start = i
			continue
		}
		i += size
	}
	return append(append(out, s[start:]...), '"')
}
