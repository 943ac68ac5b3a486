package covenant

import (
	"reflect"
	"strings"
)

// Optional holds a value or is absent. The zero value is absent; an absent field is not written.
//
// It has fields and no methods on purpose: a package holds it for thousands of types, and each method would be compiled
// for each of them.
type Optional[T any] struct {
	// Value is the zero value of T when it is absent.
	Value T
	// Set tells whether there is a value.
	Set bool
}

// Nullable holds a value, is null, or is absent. The zero value is absent; an absent field that the API requires is
// written as null.
type Nullable[T any] struct {
	// Value is the zero value of T when it is null or absent.
	Value T
	// Set tells whether there is a value.
	Set bool
	// Null tells whether it is null: there, but without a value.
	Null bool
}

// Some returns an Optional that holds value.
func Some[T any](value T) Optional[T] { return Optional[T]{Value: value, Set: true} }

// NonNull returns a Nullable that holds value.
func NonNull[T any](value T) Nullable[T] { return Nullable[T]{Value: value, Set: true} }

// Null returns a Nullable that is null.
func Null[T any]() Nullable[T] { return Nullable[T]{Null: true} }

// Or returns the value, or fallback when it is absent.
func Or[T any](value Optional[T], fallback T) T {
	if value.Set {
		return value.Value
	}
	return fallback
}

// Ptr returns a pointer to a copy of value: the variants of unions are pointers.
func Ptr[T any](value T) *T { return &value }

// The fields of an Optional and of a Nullable, by index.
const (
	fieldValue = iota
	fieldSet
	fieldNull
)

// wrapperOf tells whether the type is an Optional or a Nullable, and whether it can be null.
func wrapperOf(t reflect.Type) (wrapper, nullable bool) {
	if t.Kind() != reflect.Struct || t.PkgPath() != ownPackage {
		return false, false
	}
	name := t.Name()
	nullable = strings.HasPrefix(name, "Nullable[")
	return nullable || strings.HasPrefix(name, "Optional["), nullable
}

// isAbsent reports whether the value is an Optional or Nullable that is absent, or a nil pointer.
func isAbsent(value any) bool {
	if value == nil {
		return true
	}
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer {
		return v.IsNil()
	}
	wrapper, nullable := wrapperOf(v.Type())
	return wrapper && !v.Field(fieldSet).Bool() && (!nullable || !v.Field(fieldNull).Bool())
}
