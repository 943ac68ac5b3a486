package covenant

import (
	"fmt"
	"net/url"
	"strings"
)

// style says how a parameter's value becomes text (OpenAPI, Parameter Object).
type style uint8

const (
	styleSimple style = iota
	styleLabel
	styleMatrix
	styleForm
	styleSpace
	stylePipe
	styleDeep
	// styleContent is a value that is written as JSON.
	styleContent
	// styleNested is deepObject for values of any depth: a[b][c]=1, a[]=1 (what forms use).
	styleNested

	styleMask     style = 0x0f
	exploded      style = 0x10
	allowReserved style = 0x20
)

// tree is a JSON value in which the order of properties is kept.
type tree struct {
	kind  jsonKind
	text  string
	keys  []string
	items []tree
}

// treeOf writes a value as JSON would, and takes that apart.
func treeOf(value any) (tree, error) {
	switch v := value.(type) {
	case string:
		return tree{kind: kindString, text: v}, nil
	case nil:
		return tree{kind: kindNull}, nil
	}
	raw, err := encodeJSON(value)
	if err != nil {
		return tree{}, err
	}
	d := decoder{data: raw}
	return d.tree()
}

func (d *decoder) tree() (tree, error) {
	c := d.peek()
	node := tree{kind: kindAt(c)}
	var err error
	switch node.kind {
	case kindObject:
		err = d.properties(func(name string) error {
			item, err := d.tree()
			node.keys, node.items = append(node.keys, name), append(node.items, item)
			return err
		})
	case kindArray:
		err = d.items(func(int) error {
			item, err := d.tree()
			node.items = append(node.items, item)
			return err
		})
	case kindString:
		node.text, err = d.text()
	default:
		var raw []byte
		raw, err = d.span()
		node.text = string(raw)
	}
	return node, err
}

func (t *tree) scalar() bool { return t.kind != kindArray && t.kind != kindObject }

// plain is the text of a scalar; what nests is written as JSON.
func (t *tree) plain() string {
	switch t.kind {
	case kindArray:
		parts := make([]string, len(t.items))
		for i := range t.items {
			parts[i] = t.items[i].json()
		}
		return "[" + strings.Join(parts, ",") + "]"
	case kindObject:
		parts := make([]string, len(t.items))
		for i := range t.items {
			parts[i] = string(appendString(nil, t.keys[i])) + ":" + t.items[i].json()
		}
		return "{" + strings.Join(parts, ",") + "}"
	case kindNull:
		return ""
	default:
		return t.text
	}
}

func (t *tree) json() string {
	switch t.kind {
	case kindString:
		return string(appendString(nil, t.text))
	case kindNull:
		return "null"
	default:
		return t.plain()
	}
}

const upperHex = "0123456789ABCDEF"

// escape percent-encodes everything but unreserved characters (RFC 3986), and with reserved also those that are reserved.
func escape(text string, reserved bool) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		case reserved && strings.IndexByte(":/?#[]@!$&'()*+,;=", c) >= 0:
			b.WriteByte(c)
		case reserved && c == '%' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]):
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(upperHex[c>>4])
			b.WriteByte(upperHex[c&15])
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// flat lists what an array or object holds: key,value,... or key=value,...
func (t *tree) flat(pair string, enc func(string) string) []string {
	var parts []string
	for i := range t.items {
		text := enc(t.items[i].plain())
		switch {
		case t.kind == kindArray:
			parts = append(parts, text)
		case pair == "=":
			parts = append(parts, enc(t.keys[i])+"="+text)
		default:
			parts = append(parts, enc(t.keys[i]), text)
		}
	}
	return parts
}

// pathText writes a path parameter.
func pathText(name string, value any, s style) (string, error) {
	node, err := treeOf(value)
	if err != nil {
		return "", err
	}
	enc := func(text string) string { return escape(text, false) }
	if s&allowReserved != 0 {
		// A path parameter may then span segments, but never climb out of them.
		enc = func(text string) string {
			return strings.NewReplacer("?", "%3F", "#", "%23").Replace(escape(text, true))
		}
	}
	pair := ","
	if s&exploded != 0 {
		pair = "="
	}
	text := ""
	switch s & styleMask {
	case styleContent:
		text = enc(node.json())
	case styleLabel:
		separator := ","
		if s&exploded != 0 {
			separator = "."
		}
		if node.scalar() {
			return "." + enc(node.plain()), nil
		}
		return "." + strings.Join(node.flat(pair, enc), separator), nil
	case styleMatrix:
		key := ";" + enc(name)
		switch {
		case node.scalar() && node.plain() == "":
			return key, nil
		case node.scalar():
			return key + "=" + enc(node.plain()), nil
		case s&exploded == 0:
			return key + "=" + strings.Join(node.flat(",", enc), ","), nil
		case node.kind == kindObject:
			return ";" + strings.Join(node.flat("=", enc), ";"), nil
		}
		var b strings.Builder
		for _, item := range node.flat("=", enc) {
			b.WriteString(key + "=" + item)
		}
		return b.String(), nil
	default:
		if node.scalar() {
			text = enc(node.plain())
		} else {
			text = strings.Join(node.flat(pair, enc), ",")
		}
	}
	if text == "" {
		return "", fmt.Errorf("path parameter %s is empty", name)
	}
	if text == "." || text == ".." {
		return "", fmt.Errorf("path parameter %s is %q, which would lead to another path", name, text)
	}
	return text, nil
}

// queryParts writes a query or cookie parameter, or a field of a form, as name=value parts.
func queryParts(name string, value any, s style) ([]string, error) {
	node, err := treeOf(value)
	if err != nil {
		return nil, err
	}
	enc := func(text string) string {
		if s&allowReserved != 0 {
			// What would end the parameter or the query is still encoded.
			return strings.NewReplacer("&", "%26", "#", "%23", "+", "%2B").Replace(escape(text, true))
		}
		return escape(text, false)
	}
	return node.parts(escape(name, false), s, enc), nil
}

func (t *tree) parts(key string, s style, enc func(string) string) []string {
	if s&styleMask == styleContent {
		return []string{key + "=" + enc(t.json())}
	}
	if t.scalar() {
		return []string{key + "=" + enc(t.plain())}
	}
	switch kind := s & styleMask; {
	case kind == styleDeep, kind == styleNested:
		return t.deep(nil, key, kind == styleNested, enc)
	case s&exploded != 0 && t.kind == kindObject:
		return t.flat("=", enc)
	case s&exploded != 0:
		var parts []string
		for _, item := range t.flat("=", enc) {
			parts = append(parts, key+"="+item)
		}
		return parts
	case len(t.items) == 0:
		return nil
	default:
		separator := ","
		switch kind {
		case styleSpace:
			separator = "%20"
		case stylePipe:
			separator = "%7C"
		}
		return []string{key + "=" + strings.Join(t.flat(",", enc), separator)}
	}
}

// deep writes a[b]=1. Arrays repeat their key, or have it end in [] (with indices where objects are inside) when nested.
func (t *tree) deep(parts []string, key string, nested bool, enc func(string) string) []string {
	switch t.kind {
	case kindObject:
		for i := range t.items {
			parts = t.items[i].deep(parts, key+"%5B"+escape(t.keys[i], false)+"%5D", nested, enc)
		}
	case kindArray:
		for i := range t.items {
			place := key
			switch {
			case nested && !t.items[i].scalar():
				place = fmt.Sprintf("%s%%5B%d%%5D", key, i)
			case nested:
				place = key + "%5B%5D"
			}
			parts = t.items[i].deep(parts, place, nested, enc)
		}
	default:
		parts = append(parts, key+"="+enc(t.plain()))
	}
	return parts
}

// headerText writes a header parameter.
func headerText(name string, value any, s style) (string, error) {
	node, err := treeOf(value)
	if err != nil {
		return "", err
	}
	text := ""
	switch {
	case s&styleMask == styleContent:
		text = node.json()
	case node.scalar():
		text = node.plain()
	case s&exploded != 0:
		text = strings.Join(node.flat("=", func(t string) string { return t }), ",")
	default:
		text = strings.Join(node.flat(",", func(t string) string { return t }), ",")
	}
	if strings.ContainsAny(text, "\r\n\x00") {
		return "", fmt.Errorf("header %s holds a line break", name)
	}
	return text, nil
}

// cookieText writes a cookie parameter.
func cookieText(name string, value any, s style) (string, error) {
	parts, err := queryParts(name, value, s)
	return strings.Join(parts, "; "), err
}

// joinURL puts a path behind a base URL that may have a path of its own.
func joinURL(base, path string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(base, "/") + path)
	if err != nil {
		return nil, err
	}
	return u, nil
}
