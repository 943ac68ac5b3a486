package covenant

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"reflect"
	"strings"
)

// StreamEvent is an event of a text/event-stream.
type StreamEvent[T any] struct {
	// Name is the event's type; "message" when the server does not say
	Name string
	// ID is the last one that the server gave
	ID string
	// Data of the event
	Data T
}

// maxLine bounds a line of a stream.
const maxLine = 64 << 20

// fetchEvents sends a call when it is ranged over, and reads the events as they arrive. Leaving the loop ends the stream.
func fetchEvents[T any](ctx context.Context, q *call, options []RequestOption) iter.Seq2[StreamEvent[T], error] {
	return func(yield func(StreamEvent[T], error) bool) {
		step := *q
		step.header = q.header.Clone()
		content, err := fetchBytes(ctx, &step, options)
		if err != nil {
			yield(StreamEvent[T]{}, err)
			return
		}
		defer func() { _ = content.Close() }()
		for event, err := range readEvents(content) {
			if err != nil {
				yield(StreamEvent[T]{}, &ConnectionError{Operation: q.id, Err: err})
				return
			}
			if event.Data == "[DONE]" {
				return
			}
			out := StreamEvent[T]{Name: event.Name, ID: event.ID}
			if target, ok := any(&out.Data).(*string); ok {
				*target = event.Data
			} else if err = decodeEvent(event.Data, event.Name, event.ID, &out.Data); err != nil {
				yield(out, err)
				return
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

// decodeEvent reads the data. When the type has an event and data of its own (it describes the whole event), the whole is
// put together for it.
func decodeEvent(data, name, id string, target any) error {
	t := reflect.TypeOf(target).Elem()
	err := decodeJSON([]byte(data), target)
	if t.Kind() != reflect.Struct {
		return err
	}
	p := planOf(t)
	if _, ok := p.byName["data"]; !ok || p.shape != shapeObject {
		return err
	}
	if _, ok := p.byName["event"]; !ok {
		return err
	}
	var probe any
	if decodeJSON([]byte(data), &probe) == nil {
		if object, ok := probe.(map[string]any); ok && object["data"] != nil && object["event"] != nil {
			return err
		}
	} else {
		data = string(appendString(nil, data))
	}
	whole := `{"event":` + string(appendString(nil, name)) + `,"data":` + data
	if id != "" {
		whole += `,"id":` + string(appendString(nil, id))
	}
	reflect.ValueOf(target).Elem().SetZero()
	return decodeJSON([]byte(whole+"}"), target)
}

// readEvents takes an event stream apart (HTML Standard, 9.2.6).
func readEvents(content io.Reader) iter.Seq2[StreamEvent[string], error] {
	return func(yield func(StreamEvent[string], error) bool) {
		lines := bufio.NewScanner(content)
		lines.Buffer(nil, maxLine)
		lines.Split(splitLines())
		var data []string
		event := StreamEvent[string]{}
		first := true
		for lines.Scan() {
			line := lines.Text()
			if first {
				line, first = strings.TrimPrefix(line, "\ufeff"), false
			}
			if line == "" {
				if len(data) > 0 {
					event.Data = strings.Join(data, "\n")
					if event.Name == "" {
						event.Name = "message"
					}
					if !yield(event, nil) {
						return
					}
				}
				data, event.Name = nil, ""
				continue
			}
			field, value, _ := strings.Cut(line, ":")
			value = strings.TrimPrefix(value, " ")
			switch field {
			case "data":
				data = append(data, value)
			case "event":
				event.Name = value
			case "id":
				if !strings.Contains(value, "\x00") {
					event.ID = value
				}
			}
		}
		if err := lines.Err(); err != nil {
			yield(StreamEvent[string]{}, err)
		}
	}
}

// splitLines splits at CR, LF and CRLF.
func splitLines() bufio.SplitFunc {
	return func(data []byte, end bool) (int, []byte, error) {
		i := bytes.IndexAny(data, "\r\n")
		if i < 0 {
			if end && len(data) > 0 {
				return len(data), data, nil
			}
			return 0, nil, nil
		}
		next := i + 1
		if data[i] == '\r' {
			if next == len(data) && !end {
				return 0, nil, nil // an LF may follow
			}
			if next < len(data) && data[next] == '\n' {
				next++
			}
		}
		return next, data[:i], nil
	}
}

// fetchLines sends a call when it is ranged over, and reads a JSON value a line (JSON Lines, RFC 7464 with its separators).
func fetchLines[T any](ctx context.Context, q *call, options []RequestOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		step := *q
		step.header = q.header.Clone()
		content, err := fetchBytes(ctx, &step, options)
		if err != nil {
			yield(zero, err)
			return
		}
		defer func() { _ = content.Close() }()
		lines := bufio.NewScanner(content)
		lines.Buffer(nil, maxLine)
		for lines.Scan() {
			line := bytes.Trim(lines.Bytes(), "\x1e \t\r\n")
			if len(line) == 0 {
				continue
			}
			var value T
			if err := decodeJSON(line, &value); err != nil {
				yield(zero, err)
				return
			}
			if !yield(value, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil && !errors.Is(err, io.EOF) {
			yield(zero, &ConnectionError{Operation: q.id, Err: err})
		}
	}
}
