package sdk

import (
	"strings"
	"testing"
)

// The examples of the OpenAPI Specification 3.1, "Style Examples".
func TestStyles(t *testing.T) {
	array := []string{"blue", "black", "brown"}
	object := map[string]int{"B": 150, "G": 200, "R": 100}
	for _, c := range []struct {
		s           style
		value       any
		path, query string
	}{
		{styleSimple, "blue", "blue", ""},
		{styleSimple, array, "blue,black,brown", ""},
		{styleSimple, object, "B,150,G,200,R,100", ""},
		{styleSimple | exploded, object, "B=150,G=200,R=100", ""},
		{styleLabel, "blue", ".blue", ""},
		{styleLabel, array, ".blue,black,brown", ""},
		{styleLabel | exploded, array, ".blue.black.brown", ""},
		{styleLabel, object, ".B,150,G,200,R,100", ""},
		{styleLabel | exploded, object, ".B=150.G=200.R=100", ""},
		{styleMatrix, "blue", ";color=blue", ""},
		{styleMatrix, "", ";color", ""},
		{styleMatrix, array, ";color=blue,black,brown", ""},
		{styleMatrix | exploded, array, ";color=blue;color=black;color=brown", ""},
		{styleMatrix, object, ";color=B,150,G,200,R,100", ""},
		{styleMatrix | exploded, object, ";B=150;G=200;R=100", ""},
		{styleForm, "", "", "color="},
		{styleForm | exploded, array, "", "color=blue&color=black&color=brown"},
		{styleForm, array, "", "color=blue,black,brown"},
		{styleForm, object, "", "color=B,150,G,200,R,100"},
		{styleForm | exploded, object, "", "B=150&G=200&R=100"},
		{styleSpace, array, "", "color=blue%20black%20brown"},
		{stylePipe, array, "", "color=blue%7Cblack%7Cbrown"},
		{styleDeep | exploded, object, "", "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"},
		{styleContent, object, "", "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D"},
		{styleForm | exploded, Some(true), "", "color=true"},
		{styleForm | exploded, "a b&c=d+e/é", "", "color=a%20b%26c%3Dd%2Be%2F%C3%A9"},
		{styleForm | exploded | allowReserved, "a/b?c&d#e+f", "", "color=a/b?c%26d%23e%2Bf"},
		{styleSimple, "a/b", "a%2Fb", ""},
	} {
		if c.query == "" {
			if got, err := pathText("color", c.value, c.s); err != nil || got != c.path {
				t.Errorf("path %d %v: %q, %v; want %q", c.s, c.value, got, err, c.path)
			}
			continue
		}
		got, err := queryParts("color", c.value, c.s)
		if text := strings.Join(got, "&"); err != nil || text != c.query {
			t.Errorf("query %d %v: %q, %v; want %q", c.s, c.value, text, err, c.query)
		}
	}
}

func TestPathsStayWhereTheyAre(t *testing.T) {
	for _, value := range []string{"", ".", ".."} {
		if text, err := pathText("id", value, styleSimple); err == nil {
			t.Errorf("%q became %q", value, text)
		}
	}
	if _, err := headerText("X-A", "a\r\nX-B: c", styleSimple); err == nil {
		t.Error("a header took a line break")
	}
}

func TestNestedForm(t *testing.T) {
	q := &call{}
	q.bodyForm("application/x-www-form-urlencoded", map[string]any{
		"a":    "x y",
		"deep": map[string]any{"b": []any{map[string]any{"c": 1}, map[string]any{"c": 2}}, "d": []any{"e"}},
		"list": []any{"1", "2"},
	})
	reader, _, err := q.body.open()
	if err != nil {
		t.Fatal(err)
	}
	const want = "a=x+y&deep%5Bb%5D%5B0%5D%5Bc%5D=1&deep%5Bb%5D%5B1%5D%5Bc%5D=2&deep%5Bd%5D%5B%5D=e&list=1&list=2"
	if got := readAll(t, reader); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
