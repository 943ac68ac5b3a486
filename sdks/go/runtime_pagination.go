package covenant

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
)

// pageKind says how the next page is found.
type pageKind uint8

const (
	pageCursor pageKind = iota
	pageLastItem
	pageNumber
	pageOffset
	pageLink
	pageNextURL
)

// pager says how the pages of a list are walked.
type pager struct {
	kind pageKind
	// items lead to the list in a page
	items []string
	// param takes where the next page starts
	param string
	// next leads to where the next page starts (cursor, next URL)
	next []string
	// more leads to a boolean that tells whether there is one
	more []string
	// key of the item that says where it stands (last item)
	key string
	// first page's number
	first int
	// limit is the parameter with the size of a page
	limit string
}

// paginate walks a list, page by page, as far as the loop over it goes.
func paginate[T any](ctx context.Context, q *call, options []RequestOption, p pager) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		// The sequence may be ranged over again: from the beginning.
		walk := *q
		walk.query = append([]string(nil), q.query...)
		if p.kind == pageNumber {
			if _, ok := walk.getQuery(p.param); !ok {
				walk.setQuery(p.param, strconv.Itoa(p.first))
			}
		}
		seen := map[string]bool{}
		for {
			step := walk
			step.header = walk.header.Clone()
			got, err := step.send(ctx, options)
			if err != nil {
				yield(zero, err)
				return
			}
			page, items, err := decodePage[T](got.raw, p)
			if err != nil {
				yield(zero, walk.unreadable(got, err))
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			place := p.advance(&walk, page, len(items), got.Response)
			if place == "" {
				return
			}
			if seen[place] {
				yield(zero, fmt.Errorf("%s: the next page is one that was already read (%s)", q.id, place))
				return
			}
			seen[place] = true
		}
	}
}

// page is what of a page is needed to find the next one.
type page struct {
	next string
	more string
	last tree
}

func decodePage[T any](raw []byte, p pager) (page, []T, error) {
	var out page
	items := []T{}
	list, err := lookup(raw, p.items)
	if err != nil {
		return out, nil, err
	}
	if len(list) > 0 && kindAt(list[0]) != kindNull {
		if err := decodeJSON(list, &items); err != nil {
			return out, nil, err
		}
	}
	if len(p.next) > 0 {
		if out.next, err = lookupText(raw, p.next); err != nil {
			return out, nil, err
		}
	}
	if len(p.more) > 0 {
		if out.more, err = lookupText(raw, p.more); err != nil {
			return out, nil, err
		}
	}
	if p.kind == pageLastItem && len(items) > 0 {
		d := decoder{data: list}
		whole, err := d.tree()
		if err != nil {
			return out, nil, err
		}
		out.last = whole.items[len(whole.items)-1]
	}
	return out, items, nil
}

// lookup follows keys into an object; nothing when one is missing.
func lookup(raw []byte, keys []string) ([]byte, error) {
	d := decoder{data: raw}
	for _, key := range keys {
		if d.peek() != '{' {
			return nil, nil
		}
		var found []byte
		err := d.properties(func(name string) error {
			value, err := d.span()
			if name == key {
				found = value
			}
			return err
		})
		if err != nil || found == nil {
			return nil, err
		}
		d = decoder{data: found}
	}
	if d.peek() == 0 {
		return nil, nil
	}
	return d.data[d.pos:], nil
}

func lookupText(raw []byte, keys []string) (string, error) {
	found, err := lookup(raw, keys)
	if err != nil || len(found) == 0 {
		return "", err
	}
	d := decoder{data: found}
	node, err := d.tree()
	return node.plain(), err
}

// advance turns the call to the next page and says where that is; empty: there is none.
func (p pager) advance(q *call, got page, count int, response *http.Response) string {
	if len(p.more) > 0 && got.more != "true" {
		return ""
	}
	switch p.kind {
	case pageCursor:
		if got.next != "" {
			q.setQuery(p.param, got.next)
		}
		return got.next
	case pageLastItem:
		for i, key := range got.last.keys {
			if key == p.key && count > 0 {
				id := got.last.items[i].plain()
				q.setQuery(p.param, id)
				return id
			}
		}
		return ""
	case pageNumber, pageOffset:
		if count == 0 || p.short(q, count) {
			return ""
		}
		text, _ := q.getQuery(p.param)
		at, err := strconv.Atoi(text)
		if err != nil && text != "" {
			return ""
		}
		if p.kind == pageNumber {
			at++
		} else {
			at += count
		}
		q.setQuery(p.param, strconv.Itoa(at))
		return strconv.Itoa(at)
	case pageLink:
		q.overridden = nextLink(response.Header.Values("Link"))
		return q.overridden
	default:
		q.overridden = got.next
		return got.next
	}
}

// short reports whether the page has fewer items than were asked for.
func (p pager) short(q *call, count int) bool {
	if p.limit == "" {
		return false
	}
	text, ok := q.getQuery(p.limit)
	limit, err := strconv.Atoi(text)
	return ok && err == nil && count < limit
}

// nextLink finds rel="next" in Link fields (RFC 8288).
func nextLink(fields []string) string {
	for _, field := range fields {
		for field != "" {
			open := strings.IndexByte(field, '<')
			if open < 0 {
				break
			}
			end := strings.IndexByte(field[open:], '>')
			if end < 0 {
				break
			}
			target := field[open+1 : open+end]
			rest := field[open+end+1:]
			params := rest
			// The parameters end at the comma before the next link; commas in quotes are text.
			quoted := false
			for i := 0; i < len(rest); i++ {
				if rest[i] == '"' {
					quoted = !quoted
				}
				if rest[i] == ',' && !quoted {
					params = rest[:i]
					break
				}
			}
			field = strings.TrimPrefix(rest[len(params):], ",")
			for _, param := range strings.Split(params, ";") {
				name, value, _ := strings.Cut(strings.TrimSpace(param), "=")
				if strings.EqualFold(strings.TrimSpace(name), "rel") {
					for _, rel := range strings.Fields(strings.Trim(strings.TrimSpace(value), `"`)) {
						if strings.EqualFold(rel, "next") {
							return target
						}
					}
				}
			}
		}
	}
	return ""
}
