package covenant

import (
	"encoding/json"
	"fmt"
)

// Optional holds a value or is absent. The zero value is absent; an absent field is not written.
//
// Make one with [Some]; read it with [Optional.Get], [Optional.Value] or [Optional.Or].
type Optional[T any] struct {
	value T
	set   bool
}

// Some returns an Optional that holds value.
func Some[T any](value T) Optional[T] { return Optional[T]{value: value, set: true} }

// Get returns the value, and whether there is one.
func (o Optional[T]) Get() (T, bool) { return o.value, o.set }

// Value returns the value, or the zero value of T when it is absent.
func (o Optional[T]) Value() T { return o.value }

// Or returns the value, or fallback when it is absent.
func (o Optional[T]) Or(fallback T) T {
	if o.set {
		return o.value
	}
	return fallback
}

// IsSet reports whether there is a value.
func (o Optional[T]) IsSet() bool { return o.set }

// IsZero reports whether the value is absent; encoding/json asks it for omitzero.
func (o Optional[T]) IsZero() bool { return !o.set }

// String formats the value as fmt.Sprint does; an absent one is empty.
func (o Optional[T]) String() string {
	if !o.set {
		return ""
	}
	return fmt.Sprint(o.value)
}

// MarshalJSON writes the value; an absent one that is written all the same is null.
func (o Optional[T]) MarshalJSON() ([]byte, error) { return encodeJSON(&o) }

// UnmarshalJSON reads the value; null is absent.
func (o *Optional[T]) UnmarshalJSON(data []byte) error { return decodeJSON(data, o) }

func (o *Optional[T]) slot() any              { return &o.value }
func (o *Optional[T]) presence() presence     { return presenceOf(o.set, false) }
func (o *Optional[T]) setPresence(p presence) { o.set = p == present }
func (o *Optional[T]) holdsNull() bool        { return false }

// Nullable holds a value, is null, or is absent. The zero value is absent; an absent field that the API requires is
// written as null.
//
// Make one with [NonNull] or [Null]; read it with [Nullable.Get], [Nullable.Value] or [Nullable.Or].
type Nullable[T any] struct {
	value T
	state presence
}

// NonNull returns a Nullable that holds value.
func NonNull[T any](value T) Nullable[T] { return Nullable[T]{value: value, state: present} }

// Null returns a Nullable that is null.
func Null[T any]() Nullable[T] { return Nullable[T]{state: null} }

// Get returns the value, and whether there is one.
func (n Nullable[T]) Get() (T, bool) { return n.value, n.state == present }

// Value returns the value, or the zero value of T when it is null or absent.
func (n Nullable[T]) Value() T { return n.value }

// Or returns the value, or fallback when it is null or absent.
func (n Nullable[T]) Or(fallback T) T {
	if n.state == present {
		return n.value
	}
	return fallback
}

// IsNull reports whether it is null (and not absent).
func (n Nullable[T]) IsNull() bool { return n.state == null }

// IsSet reports whether there is a value or a null.
func (n Nullable[T]) IsSet() bool { return n.state != absent }

// IsZero reports whether it is absent; encoding/json asks it for omitzero.
func (n Nullable[T]) IsZero() bool { return n.state == absent }

// String formats the value as fmt.Sprint does; null is "null", an absent one is empty.
func (n Nullable[T]) String() string {
	switch n.state {
	case present:
		return fmt.Sprint(n.value)
	case null:
		return "null"
	default:
		return ""
	}
}

// MarshalJSON writes the value or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) { return encodeJSON(&n) }

// UnmarshalJSON reads the value or null.
func (n *Nullable[T]) UnmarshalJSON(data []byte) error { return decodeJSON(data, n) }

func (n *Nullable[T]) slot() any              { return &n.value }
func (n *Nullable[T]) presence() presence     { return n.state }
func (n *Nullable[T]) setPresence(p presence) { n.state = p }
func (n *Nullable[T]) holdsNull() bool        { return true }

// Ptr returns a pointer to a copy of value: the variants of unions are pointers.
func Ptr[T any](value T) *T { return &value }

// presence is what a wrapper holds.
type presence uint8

const (
	absent presence = iota
	null
	present
)

func presenceOf(set, isNull bool) presence {
	switch {
	case isNull:
		return null
	case set:
		return present
	default:
		return absent
	}
}

// wrapper is implemented by *Optional and *Nullable, so that the codec works on them without knowing T.
type wrapper interface {
	slot() any
	presence() presence
	setPresence(presence)
	holdsNull() bool
}

var (
	_ json.Marshaler   = Optional[int]{}
	_ json.Unmarshaler = (*Nullable[int])(nil)
)
