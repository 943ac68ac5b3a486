package features

// Run on what the generator makes of features.yaml.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func client(t *testing.T, handler http.HandlerFunc, options ...RequestOption) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	c, err := New(append([]RequestOption{WithBaseURL(server.URL), WithAPIKey("k")}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPages(t *testing.T) {
	var asked []string
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RawQuery+" "+r.Header.Get("X-Trace")+" "+r.Header.Get("Cookie")+" "+r.Header.Get("X-Api-Key"))
		if r.URL.Query().Get("cursor") == "" {
			_, _ = io.WriteString(w, `{"data":[{"name":"a"}],"next_cursor":"2"}`)
			return
		}
		_, _ = io.WriteString(w, `{"data":[{"name":"b"}],"next_cursor":null}`)
	})
	names := ""
	params := PetListParams{
		Type: Some([]string{"x", "y"}), Filter: Some(ListPetsFilter{Min: Some[int64](3)}), XTrace: Some("t"), Session: Some("s"),
	}
	for pet, err := range c.Pets.List(context.Background(), params) {
		if err != nil {
			t.Fatal(err)
		}
		names += pet.Name
	}
	if names != "ab" || len(asked) != 2 || asked[0] != "filter%5Bmin%5D=3&type=x,y t session=s k" {
		t.Errorf("%s %q", names, asked)
	}
	page, err := c.Pets.ListPage(context.Background(), PetListParams{})
	if err != nil || len(page.Data) != 1 || page.NextCursor.Value != "2" {
		t.Error(page, err)
	}
}

func TestRoundTrip(t *testing.T) {
	const text = `{"name":"a","kind":"pet","owner":null,"color":"mauve","extra":"e","parent":{"name":"p","kind":"pet","owner":"o"},"spot":[1.5,2],"toys":[{"toy":"ball","size":3},{"toy":"yarn","length":[1]},{"toy":"mouse","new":true}],"weight":null,"-1":2,"+1":1,"unknown":{"x":1.0}}`
	var sent string
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, text)
			return
		}
		raw, _ := io.ReadAll(r.Body)
		sent = string(raw)
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id":"1"}`)
	})
	pet, err := c.Pets.Get(context.Background(), "a/b")
	if err != nil {
		t.Fatal(err)
	}
	if pet.Color.Value == ColorRed || pet.Color.Value.Known() || !pet.Weight.Null || !pet.Toys.Set || pet.Toys.Value[0].Ball == nil {
		t.Errorf("%+v", pet)
	}
	got, err := c.Pets.Create(context.Background(), *pet)
	if err != nil || got.StatusCode != 201 || got.Created == nil || got.Created.ID != "1" || got.OK != nil {
		t.Fatal(got, err)
	}
	var before, after any
	if decodeJSON([]byte(text), &before) != nil || decodeJSON([]byte(sent), &after) != nil || fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("got  %s\nwant %s", sent, text)
	}
	if _, err := c.Pets.CreateWithForm(context.Background(), Pet{Name: "x y", Day: Some(Date{2026, time.March, 1})}); err != nil {
		t.Fatal(err)
	}
	if sent != "kind=pet&name=x+y&owner=&day=2026-03-01" {
		t.Error(sent)
	}
}

func TestErrors(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusConflict)
			_, _ = io.WriteString(w, `{"other":"x"}`)
			return
		}
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"title":"t","detail":"d"}`)
	})
	_, err := c.Pets.Get(context.Background(), "1")
	var missing *NotFoundError
	if !errors.As(err, &missing) || missing.Body.Detail.Value != "d" {
		t.Errorf("%v", err)
	}
	_, err = c.Pets.Create(context.Background(), Pet{})
	if body, ok := ErrorData[Conflict](err); !ok || body.Other != "x" {
		t.Errorf("%v", err)
	}
	if _, err := c.Pets.Get(context.Background(), ".."); err == nil {
		t.Error("a path was climbed out of")
	}
}

func TestBytesAndEvents(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodPut:
			if err := r.ParseMultipartForm(1 << 20); err != nil || len(r.MultipartForm.File["photo"]) != 1 || r.FormValue("note") != "n" {
				w.WriteHeader(http.StatusBadRequest)
			}
		case r.URL.Path == "/pets/watch":
			if r.Header.Get("Accept") != "text/event-stream" {
				w.WriteHeader(http.StatusNotAcceptable)
			}
			_, _ = io.WriteString(w, "data: {\"name\":\"a\"}\n\ndata: {\"name\":\"b\"}\n\n")
		default:
			_, _ = io.WriteString(w, "png")
		}
	})
	body := PutPetPhotoRequest{Photo: FileOf("p.png", strings.NewReader("png")), Note: Some("n")}
	if err := c.Pets.PutPhoto(context.Background(), "1", body); err != nil {
		t.Error(err)
	}
	photo, err := c.Pets.GetPhoto(context.Background(), "1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = photo.Close() }()
	if raw, err := io.ReadAll(photo); err != nil || string(raw) != "png" {
		t.Error(raw, err)
	}
	names := ""
	for event, err := range c.Pets.Watch(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		names += event.Data.Name
	}
	if names != "ab" {
		t.Error(names)
	}
	if text, err := c.Client.Get(context.Background()); err != nil || text != "png" {
		t.Error(text, err)
	}
	_ = ClientModel{Name: Some("the schema of that name")}
}
