package covenant

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// fetch sends a call and reads its JSON body. A response without a body (204) gives the zero value.
func fetch[T any](ctx context.Context, q *call, options []RequestOption) (T, error) {
	var value T
	got, err := q.send(ctx, options)
	if err != nil || len(bytes.TrimSpace(got.raw)) == 0 {
		return value, err
	}
	if err := decodeJSON(got.raw, &value); err != nil {
		return value, q.unreadable(got, err)
	}
	return value, nil
}

// unreadable is a success whose body does not fit its type.
func (q *call) unreadable(got *reply, err error) error {
	return fmt.Errorf("%s: response %d (%s): %w", q.id, got.StatusCode, got.Header.Get("Content-Type"), err)
}

// fetchNothing sends a call whose response has no body that matters.
func fetchNothing(ctx context.Context, q *call, options []RequestOption) error {
	_, err := q.send(ctx, options)
	return err
}

// fetchText sends a call and returns its body as text.
func fetchText(ctx context.Context, q *call, options []RequestOption) (string, error) {
	got, err := q.send(ctx, options)
	if err != nil {
		return "", err
	}
	return string(got.raw), nil
}

// fetchBytes sends a call and returns its body while it arrives. The caller closes it.
func fetchBytes(ctx context.Context, q *call, options []RequestOption) (io.ReadCloser, error) {
	q.stream = true
	got, err := q.send(ctx, options)
	if err != nil {
		return nil, err
	}
	return got.Body, nil
}

// outcome is where the body of a status goes (2: all 2XX, 0: any other).
type outcome struct {
	status int
	// into points to a pointer to the value
	into any
}

// fetchOutcome sends a call that succeeds in several ways.
func fetchOutcome(ctx context.Context, q *call, options []RequestOption, status *int, outcomes ...outcome) error {
	got, err := q.send(ctx, options)
	if err != nil {
		return err
	}
	*status = got.StatusCode
	if len(got.raw) == 0 {
		return nil
	}
	for _, want := range []int{got.StatusCode, got.StatusCode / 100, 0} {
		for _, o := range outcomes {
			if o.status != want {
				continue
			}
			place := reflect.ValueOf(o.into).Elem()
			if place.Type().Elem().Kind() == reflect.String && !isJSON(got.Header.Get("Content-Type")) {
				text := reflect.New(place.Type().Elem())
				text.Elem().SetString(string(got.raw))
				place.Set(text)
				return nil
			}
			if err := decodeJSON(got.raw, o.into); err != nil {
				return q.unreadable(got, err)
			}
			return nil
		}
	}
	return nil
}

// request sends a request that the API's description does not know.
func (c *core) request(ctx context.Context, method, path string, in, out any, options []RequestOption) error {
	schemes := make([][]string, 0, len(securitySchemes))
	for _, scheme := range securitySchemes {
		schemes = append(schemes, []string{scheme.name})
	}
	path, query, _ := strings.Cut(path, "?")
	q := c.operation(method+" "+path, strings.ToUpper(method), path, schemes)
	if query != "" {
		q.query = strings.Split(query, "&")
	}
	switch content := in.(type) {
	case nil:
	case io.Reader:
		q.bodyStream("application/octet-stream", content)
	default:
		q.bodyJSON("application/json", content)
	}
	switch target := out.(type) {
	case nil:
		return fetchNothing(ctx, q, options)
	case *string:
		text, err := fetchText(ctx, q, options)
		*target = text
		return err
	case *[]byte:
		text, err := fetchText(ctx, q, options)
		*target = []byte(text)
		return err
	case *io.ReadCloser:
		content, err := fetchBytes(ctx, q, options)
		*target = content
		return err
	default:
		q.accept = "application/json"
		got, err := q.send(ctx, options)
		if err != nil || len(got.raw) == 0 {
			return err
		}
		if reflect.TypeOf(out).Kind() != reflect.Pointer {
			return fmt.Errorf("%s: out is not a pointer", packageName)
		}
		if reflect.TypeOf(out).Elem().PkgPath() != ownPackage {
			err = json.Unmarshal(got.raw, out)
		} else {
			err = decodeJSON(got.raw, out)
		}
		if err != nil {
			return q.unreadable(got, err)
		}
		return nil
	}
}

var _ Doer = (*http.Client)(nil)
