package sdk

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

type pet struct {
	Name     string                     `json:"name"`
	Kind     string                     `json:"kind" const:"\"pet\""`
	Note     Optional[string]           `json:"note,omitzero"`
	Owner    Nullable[string]           `json:"owner"`
	Chip     Nullable[int64]            `json:"chip,omitzero"`
	Tags     []string                   `json:"tags"`
	Born     time.Time                  `json:"born"`
	Day      Optional[Date]             `json:"day,omitzero"`
	Photo    Optional[[]byte]           `json:"photo,omitzero"`
	Friend   Optional[*pet]             `json:"friend,omitzero"`
	Odd      Optional[int32]            `json:",omitzero" api:"a,\"b"`
	Anything any                        `json:"anything"`
	Extra    map[string]json.RawMessage `json:"-" extra:"true"`
}

func (v pet) MarshalJSON() ([]byte, error)     { return encodeJSON(&v) }
func (v *pet) UnmarshalJSON(data []byte) error { return decodeJSON(data, v) }

type color string

const red color = "red"

func (c color) Known() bool { return c == red }

type cat struct {
	Type  string                     `json:"type"`
	Lives int32                      `json:"lives"`
	Extra map[string]json.RawMessage `json:"-" extra:"true"`
}

type dog struct {
	Type  string                     `json:"type"`
	Bark  string                     `json:"bark"`
	Extra map[string]json.RawMessage `json:"-" extra:"true"`
}

// animal is told apart by a property.
type animal struct {
	Cat *cat            `json:"-" variant:"cat"`
	Dog *dog            `json:"-" variant:"dog,wolf"`
	Raw json.RawMessage `json:"-" unknown:"type"`
}

func (v animal) MarshalJSON() ([]byte, error)     { return encodeJSON(&v) }
func (v *animal) UnmarshalJSON(data []byte) error { return decodeJSON(data, v) }

// loose is told apart by trying.
type loose struct {
	Text  *string         `json:"-" variant:""`
	Color *color          `json:"-" variant:""`
	Whole *int64          `json:"-" variant:""`
	Part  *float64        `json:"-" variant:""`
	Cat   *cat            `json:"-" variant:""`
	Dog   *dog            `json:"-" variant:"" variantkey:"bark"`
	List  *[]loose        `json:"-" variant:""`
	Raw   json.RawMessage `json:"-" unknown:""`
}

type pair struct {
	V0   string          `json:"-" tuple:"0"`
	V1   Optional[int32] `json:"-" tuple:"1"`
	Rest []bool          `json:"-" tuple:"rest"`
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := decodeJSON([]byte(text), &v); err != nil {
		t.Fatalf("decode %s: %v", text, err)
	}
	return v
}

func encode(t *testing.T, v any) string {
	t.Helper()
	raw, err := encodeJSON(v)
	if err != nil {
		t.Fatalf("encode %#v: %v", v, err)
	}
	return string(raw)
}

func TestFourStates(t *testing.T) {
	const zero = `{"name":"","kind":"pet","owner":null,"tags":[],"born":"0001-01-01T00:00:00Z","anything":null}`
	if got := encode(t, &pet{}); got != zero {
		t.Errorf("zero value: %s", got)
	}
	p := decode[pet](t, `{"name":"a","chip":null,"owner":"o","note":"","anything":1}`)
	if !p.Chip.Null || p.Chip.Set || p.Owner.Value != "o" {
		t.Errorf("null or value was lost: %+v", p)
	}
	if !p.Note.Set || p.Note.Value != "" {
		t.Error("an empty string is a value")
	}
	if decode[pet](t, `{}`).Chip.Null {
		t.Error("absent is not null")
	}
	p.Chip, p.Owner = Nullable[int64]{}, Null[string]()
	if got := encode(t, p); strings.Contains(got, "chip") || !strings.Contains(got, `"owner":null`) {
		t.Errorf("absent and null: %s", got)
	}
	if Or(Some(3), 4) != 3 || Or(Optional[int]{}, 4) != 4 || NonNull(3).Value != 3 {
		t.Error("Or")
	}
}

func TestRoundTrip(t *testing.T) {
	for _, text := range []string{
		`{"name":"a\u0000\"","kind":"other","note":"n","owner":null,"chip":9223372036854775807,"tags":["x","y"],"born":"2026-11-21T10:00:00.5Z","day":"2026-02-28","photo":"AQID","friend":{"name":"b","kind":"pet","owner":"o","tags":[],"born":"2026-01-01T00:00:00Z","anything":null},"a,\"b":7,"anything":{"big":12345678901234567890.5,"list":[1,"a",null,true]},"new":{"b":1.50,"a":[ ]}}`,
	} {
		first := decode[pet](t, text)
		if got := encode(t, first); got != text {
			t.Errorf("got  %s\nwant %s", got, text)
		}
		standard, err := json.Marshal(map[string]pet{"p": first})
		if err != nil {
			t.Fatal(err)
		}
		again := decode[map[string]pet](t, string(standard))
		if !reflect.DeepEqual(again["p"].Friend, first.Friend) || string(again["p"].Extra["new"]) != `{"b":1.50,"a":[]}` {
			t.Errorf("through encoding/json: %+v", again)
		}
	}
}

func TestUnknownSurvives(t *testing.T) {
	for _, text := range []string{
		`{"type":"cat","lives":9,"new":1}`,
		`{"type":"wolf","bark":"wuff"}`,
		`{"type":"fish","scales":[1, 2]}`,
		`"text"`,
		`[1,2]`,
	} {
		if got := encode(t, decode[animal](t, text)); got != text {
			t.Errorf("got %s, want %s", got, text)
		}
	}
	a := decode[animal](t, `{"type":"fish"}`)
	if a.Cat != nil || a.Dog != nil || string(a.Raw) != `{"type":"fish"}` {
		t.Errorf("an unknown variant became a known one: %+v", a)
	}
	if got := encode(t, animal{Cat: &cat{Lives: 9}}); got != `{"type":"cat","lives":9}` {
		t.Errorf("the property that chooses was not filled in: %s", got)
	}
	if _, err := encodeJSON(animal{}); err == nil {
		t.Error("a union without a variant was written")
	}
	if _, err := encodeJSON(&[]color{"mauve"}); err != nil {
		t.Error(err)
	}
}

func TestUntaggedUnion(t *testing.T) {
	check := func(text string, ok func(loose) bool) {
		t.Helper()
		v := decode[loose](t, text)
		if !ok(v) {
			t.Errorf("%s became %+v", text, v)
		}
		if got := encode(t, v); got != text {
			t.Errorf("%s was written as %s", text, got)
		}
	}
	check(`"red"`, func(v loose) bool { return v.Text != nil })
	check(`1`, func(v loose) bool { return v.Whole != nil && *v.Whole == 1 })
	check(`1.5`, func(v loose) bool { return v.Part != nil && v.Whole == nil })
	check(`{"type":"x","bark":"b"}`, func(v loose) bool { return v.Dog != nil })
	check(`{"type":"x","lives":1}`, func(v loose) bool { return v.Cat != nil })
	check(`[1,["red"]]`, func(v loose) bool { return v.List != nil && len(*v.List) == 2 })
	check(`true`, func(v loose) bool { return string(v.Raw) == "true" })
	check(`{"other":1}`, func(v loose) bool { return string(v.Raw) == `{"other":1}` })
}

func TestTuple(t *testing.T) {
	for _, text := range []string{`["a"]`, `["a",1]`, `["a",1,true,false]`} {
		if got := encode(t, decode[pair](t, text)); got != text {
			t.Errorf("got %s, want %s", got, text)
		}
	}
}

func TestNumbers(t *testing.T) {
	if got := decode[int64](t, "1e2"); got != 100 {
		t.Errorf("1e2 is %d", got)
	}
	if got := decode[int32](t, "2.0"); got != 2 {
		t.Errorf("2.0 is %d", got)
	}
	if got := encode(t, Ptr(float32(0.1))); got != "0.1" {
		t.Errorf("a float32 was written as %s", got)
	}
	var small int32
	if decodeJSON([]byte("3000000000"), &small) == nil {
		t.Error("an overflow was not seen")
	}
	if decodeJSON([]byte("1.5"), &small) == nil {
		t.Error("a fraction was cut off")
	}
}

func TestMalformed(t *testing.T) {
	for _, text := range []string{``, `{`, `{"a"}`, `{"a":}`, `{"a":1,}`, `[1,]`, `[1 2]`, `01`, `"a`, `"\x"`, "\"\n\"", `nul`, `1 1`, `{"name":"a"}x`, `-`, `{"a":1 "b":2}`} {
		var p any
		if err := decodeJSON([]byte(text), &p); err == nil {
			t.Errorf("%q was read as %v", text, p)
		}
		if json.Valid([]byte(text)) {
			t.Errorf("%q is valid", text)
		}
	}
	deep := strings.Repeat("[", 100000)
	var v any
	if decodeJSON([]byte(deep), &v) == nil {
		t.Error("no bound on depth")
	}
	var p pet
	err := decodeJSON([]byte(`{"friend":{"tags":["a",1]}}`), &p)
	var wrong *DecodeError
	if !errors.As(err, &wrong) || wrong.Path != "friend.tags.1" {
		t.Errorf("the way to the mistake: %v", err)
	}
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		`"2026-11-21T10:00:00Z"`:          "2026-11-21T10:00:00Z",
		`"2026-11-21T10:00:00.123+02:00"`: "2026-11-21T10:00:00.123+02:00",
		`"2026-11-21T10:00:00"`:           "2026-11-21T10:00:00Z",
		`"2026-11-21 10:00:00Z"`:          "2026-11-21T10:00:00Z",
	} {
		if got := decode[time.Time](t, text).Format(time.RFC3339Nano); got != want {
			t.Errorf("%s is %s", text, got)
		}
	}
	if d := decode[Date](t, `"2024-02-29"`); d != (Date{2024, time.February, 29}) || d.String() != "2024-02-29" {
		t.Errorf("date: %v", d)
	}
	var d Date
	if decodeJSON([]byte(`"2023-02-29"`), &d) == nil {
		t.Error("a day that is none was read")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"name":"a","friend":{"tags":[]},"x":[1,2.5e3,"\u00e9",null]}`))
	f.Add([]byte(`[{"type":"cat"},true]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var v any
		err := decodeJSON(data, &v)
		if (err == nil) != json.Valid(data) {
			t.Fatalf("%q: %v, valid %v", data, err, json.Valid(data))
		}
		if err != nil {
			return
		}
		raw, err := encodeJSON(&v)
		if err != nil || !json.Valid(raw) {
			t.Fatalf("%q was written as %q: %v", data, raw, err)
		}
		_ = decodeJSON(data, new(pet))
		_ = decodeJSON(data, new(loose))
	})
}
