package covenant

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The types of this package are read and written by one codec that walks them by reflection. Beside speed (one pass over
// the text, whatever the depth) it keeps what encoding/json loses: absent and null apart, unknown properties, unknown
// variants, exact numbers, and the way to a value that does not fit.

var (
	timeType   = reflect.TypeFor[time.Time]()
	dateType   = reflect.TypeFor[Date]()
	fileType   = reflect.TypeFor[File]()
	rawType    = reflect.TypeFor[json.RawMessage]()
	numberType = reflect.TypeFor[json.Number]()
	ownPackage = dateType.PkgPath()
)

// shape is what a struct of this package stands for.
type shape uint8

const (
	shapeForeign shape = iota // of another package: encoding/json knows it
	shapeWrapper              // Optional, Nullable
	shapeObject
	shapeUnion
	shapeTuple
)

// plan is what the codec knows of a struct type.
type plan struct {
	shape  shape
	fields []planField
	byName map[string]int
	// nullable tells a Nullable from an Optional
	nullable bool
	// extra is the index of the struct field that keeps the properties without a field of their own; -1: none
	extra int
	// property chooses the variant of a union; empty: it is chosen otherwise
	property string
	// raw is the index of the field that keeps an unknown variant or the rest of a tuple; -1: none
	raw int
}

// planField is a property of an object, a variant of a union or a position of a tuple.
type planField struct {
	index    int
	name     string
	required bool
	// constant is written in place of a zero value, as JSON
	constant []byte
	// values choose this variant, as JSON
	values []string
	// key is the property that only this variant has
	key string
	// kinds are the kinds of JSON values that this variant may be
	kinds jsonKind
}

var plans sync.Map // reflect.Type to *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p, _ := plans.LoadOrStore(t, makePlan(t))
	return p.(*plan)
}

// makePlan reads the struct tags:
//
//	json:"name"            a property; api:"name" when the name cannot stand in a json tag
//	const:"value"          the only value of the property
//	extra:"true"           where the other properties are kept
//	variant:"a,b"          a variant of a union, and the values of the property that choose it (a JSON array: any values)
//	variantkey:"name"      ... or the key that only it has
//	unknown:"property"     where a variant that is not known is kept, and the property that chooses
//	tuple:"0"              a position; tuple:"rest": the items after them
func makePlan(t reflect.Type) *plan {
	p := &plan{extra: -1, raw: -1}
	if wrapper, nullable := wrapperOf(t); wrapper {
		p.shape, p.nullable = shapeWrapper, nullable
		return p
	}
	switch {
	case t == timeType || t == dateType || t == fileType:
		return p
	case t.PkgPath() != ownPackage && t.Name() != "":
		return p
	}
	p.shape = shapeObject
	p.byName = make(map[string]int, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("extra") != "" {
			p.extra = i
			continue
		}
		if property, ok := f.Tag.Lookup("unknown"); ok {
			p.shape, p.property, p.raw = shapeUnion, property, i
			continue
		}
		if position, ok := f.Tag.Lookup("tuple"); ok {
			p.shape = shapeTuple
			if position == "rest" {
				p.raw = i
				continue
			}
			p.fields = append(p.fields, planField{index: i, name: position, required: !isOptional(f.Type)})
			continue
		}
		if values, ok := f.Tag.Lookup("variant"); ok {
			p.shape = shapeUnion
			field := planField{index: i, name: f.Name, key: f.Tag.Get("variantkey"), values: variantValues(values)}
			field.kinds = kindsOf(f.Type.Elem())
			p.fields = append(p.fields, field)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if own, ok := f.Tag.Lookup("api"); ok {
			name = own
		} else if name == "" || name == "-" || !f.IsExported() {
			continue
		}
		field := planField{index: i, name: name, required: !isOptional(f.Type) && !strings.Contains(f.Tag.Get("json"), ",omitzero")}
		if constant, ok := f.Tag.Lookup("const"); ok {
			field.constant = []byte(constant)
		}
		p.byName[name] = len(p.fields)
		p.fields = append(p.fields, field)
	}
	return p
}

// variantValues reads a variant tag: a JSON array, or plain strings between commas.
func variantValues(tag string) []string {
	if tag == "" {
		return nil
	}
	var values []string
	if strings.HasPrefix(tag, "[") {
		var list []json.RawMessage
		if json.Unmarshal([]byte(tag), &list) == nil {
			for _, v := range list {
				values = append(values, string(v))
			}
		}
		return values
	}
	for _, v := range strings.Split(tag, ",") {
		values = append(values, strconv.Quote(v))
	}
	return values
}

func isOptional(t reflect.Type) bool {
	// A Nullable that may be absent is told from a required one by its omitzero mark.
	wrapper, nullable := wrapperOf(t)
	return wrapper && !nullable
}

// jsonKind is a set of kinds of JSON values.
type jsonKind uint8

const (
	kindNull jsonKind = 1 << iota
	kindBool
	kindNumber
	kindString
	kindArray
	kindObject
	kindAny = kindNull | kindBool | kindNumber | kindString | kindArray | kindObject
)

// kindAt tells the kind of a value by its first byte.
func kindAt(b byte) jsonKind {
	switch {
	case b == '{':
		return kindObject
	case b == '[':
		return kindArray
	case b == '"':
		return kindString
	case b == 't' || b == 'f':
		return kindBool
	case b == 'n':
		return kindNull
	default:
		return kindNumber
	}
}

// kindsOf tells which kinds of JSON values a Go type is read from.
func kindsOf(t reflect.Type) jsonKind {
	switch t {
	case timeType, dateType, fileType:
		return kindString
	case rawType:
		return kindAny
	case numberType:
		return kindNumber
	}
	switch t.Kind() {
	case reflect.Bool:
		return kindBool
	case reflect.String:
		return kindString
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8,
		reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return kindNumber
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return kindString
		}
		return kindArray
	case reflect.Map:
		return kindObject
	case reflect.Struct:
		if t.PkgPath() != ownPackage {
			return kindAny
		}
		// Not planOf: a union may hold itself.
		for i := range t.NumField() {
			tag := t.Field(i).Tag
			if _, ok := tag.Lookup("unknown"); ok {
				return kindAny
			}
			if _, ok := tag.Lookup("tuple"); ok {
				return kindArray
			}
		}
		if wrapper, _ := wrapperOf(t); wrapper {
			return kindAny
		}
		return kindObject
	default:
		return kindAny
	}
}
