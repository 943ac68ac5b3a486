package sdk

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"testing"
)

func TestCursorPages(t *testing.T) {
	var asked []string
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RawQuery)
		switch r.URL.Query().Get("cursor") {
		case "":
			_, _ = io.WriteString(w, `{"data":[{"name":"a"},{"name":"b"}],"meta":{"next":"c&2"}}`)
		default:
			_, _ = io.WriteString(w, `{"data":[{"name":"c"}],"meta":{"next":null}}`)
		}
	})
	q := f.get("/")
	q.queryParam("status", "open", styleForm)
	all := paginate[*pet](context.Background(), q, nil, pager{kind: pageCursor, items: []string{"data"}, param: "cursor", next: []string{"meta", "next"}})
	for range 2 {
		asked = nil
		names := ""
		for p, err := range all {
			if err != nil {
				t.Fatal(err)
			}
			names += p.Name
		}
		if names != "abc" || !reflect.DeepEqual(asked, []string{"status=open", "status=open&cursor=c%262"}) {
			t.Errorf("%s by %v", names, asked)
		}
	}
	asked = nil
	for range all {
		break
	}
	if len(asked) != 1 {
		t.Errorf("pages are fetched ahead: %v", asked)
	}
}

func TestOtherPages(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		at, _ := strconv.Atoi(r.URL.Query().Get("at"))
		switch r.URL.Path {
		case "/number":
			_, _ = io.WriteString(w, []string{`[]`, `[1,2]`, `[3,4]`, `[]`}[at])
		case "/offset":
			_, _ = io.WriteString(w, map[int]string{0: `[1,2,3]`, 3: `[4]`, 4: `[]`}[at])
		case "/last":
			_, _ = io.WriteString(w, map[int]string{0: `{"items":[{"id":1},{"id":7}],"more":true}`, 7: `{"items":[{"id":8}],"more":false}`}[at])
		case "/link":
			if at == 0 {
				w.Header().Add("Link", `</x>; rel="prev", </link?at=5>; title="a, b"; rel="next"`)
				_, _ = io.WriteString(w, `[1]`)
				return
			}
			_, _ = io.WriteString(w, `[2]`)
		case "/url":
			if at == 0 {
				_, _ = fmt.Fprintf(w, `{"items":[1],"next":"http://%s/url?at=1"}`, r.Host)
				return
			}
			_, _ = io.WriteString(w, `{"items":[2],"next":"http://elsewhere.example/url?at=1"}`)
		case "/loop":
			_, _ = io.WriteString(w, `{"items":[1],"next":"/loop?at=1"}`)
		}
	}
	f := newFixture(t, handler)
	walk := func(path string, p pager) (string, error) {
		text := ""
		for v, err := range paginate[any](context.Background(), f.get(path), nil, p) {
			if err != nil {
				return text, err
			}
			if object, ok := v.(map[string]any); ok {
				v = object["id"]
			}
			text += fmt.Sprint(v) + " "
		}
		return text, nil
	}
	for path, c := range map[string]struct {
		p    pager
		want string
	}{
		"/number": {pager{kind: pageNumber, param: "at", first: 1}, "1 2 3 4 "},
		"/offset": {pager{kind: pageOffset, param: "at"}, "1 2 3 4 "},
		"/last":   {pager{kind: pageLastItem, items: []string{"items"}, param: "at", key: "id", more: []string{"more"}}, "1 7 8 "},
		"/link":   {pager{kind: pageLink}, "1 2 "},
	} {
		if got, err := walk(path, c.p); err != nil || got != c.want {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
	if got, err := walk("/url", pager{kind: pageNextURL, items: []string{"items"}, next: []string{"next"}}); err == nil || got != "1 2 " {
		t.Errorf("credentials would go elsewhere: %q, %v", got, err)
	}
	if got, err := walk("/loop", pager{kind: pageNextURL, items: []string{"items"}, next: []string{"next"}}); err == nil {
		t.Errorf("a loop went unseen: %q", got)
	}
}

func TestEvents(t *testing.T) {
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "\ufeff: hello\n\nevent: a\nid: 7\ndata: {\"name\":\ndata: \"x\"}\n\ndata:{\"name\":\"y\"}\r\n\r\ndata: [DONE]\n\ndata: {\"name\":\"z\"}\n\n")
	})
	var got []string
	for event, err := range fetchEvents[pet](context.Background(), f.get("/"), nil) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, event.Name+event.ID+event.Data.Name)
	}
	if !reflect.DeepEqual(got, []string{"a7x", "message7y"}) {
		t.Errorf("%v", got)
	}
}

func TestLines(t *testing.T) {
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "{\"name\":\"a\"}\n\n\x1e{\"name\":\"b\"}\n{\"name\":\"c\"}")
	})
	names := ""
	for p, err := range fetchLines[*pet](context.Background(), f.get("/"), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names += p.Name
	}
	if names != "abc" {
		t.Error(names)
	}
}
