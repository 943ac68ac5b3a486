package covenant

import (
	"bytes"
	"reflect"
)

// union reads the variant that the value is: by the property that chooses it, else by its kind, else by the key that only
// it has, else by trying, where the variant wins that leaves the fewest properties unknown. What is no variant is kept.
func (d *decoder) union(v reflect.Value, p *plan) error {
	c := d.peek()
	raw, err := d.span()
	if err != nil {
		return err
	}
	v.SetZero()
	candidates, sure := p.candidates(raw, kindAt(c))
	best, bestPenalty := -1, 0
	var bestValue reflect.Value
	for _, i := range candidates {
		value := reflect.New(v.Field(p.fields[i].index).Type().Elem())
		trial := decoder{data: raw, depth: d.depth, strict: !sure}
		if trial.document(value.Elem()) != nil {
			continue
		}
		// An unknown variant within fits, but worse than anything that is known.
		if holdsUnknown(value.Elem()) {
			trial.penalty += 1000
		}
		if best < 0 || trial.penalty < bestPenalty {
			best, bestPenalty, bestValue = i, trial.penalty, value
		}
	}
	if best < 0 {
		if d.strict {
			d.penalty += 1000
		}
		v.Field(p.raw).SetBytes(bytes.Clone(raw))
		return nil
	}
	d.penalty += bestPenalty
	v.Field(p.fields[best].index).Set(bestValue)
	return nil
}

func holdsUnknown(v reflect.Value) bool {
	if v.Kind() != reflect.Struct {
		return false
	}
	p := planOf(v.Type())
	return p.shape == shapeUnion && v.Field(p.raw).Len() > 0
}

// candidates tells which variants the value may be, and whether there is no doubt.
func (p *plan) candidates(raw []byte, kind jsonKind) ([]int, bool) {
	var fitting []int
	for i := range p.fields {
		if p.fields[i].kinds&kind != 0 {
			fitting = append(fitting, i)
		}
	}
	if len(fitting) == 1 && p.fields[fitting[0]].kinds != kindAny && (kind != kindObject || p.property == "") {
		return fitting, true
	}
	if kind != kindObject {
		return fitting, false
	}
	tag, keys := scanObject(raw, p.property)
	if p.property != "" && tag != "" {
		for _, i := range fitting {
			for _, value := range p.fields[i].values {
				if value == tag {
					return []int{i}, true
				}
			}
		}
		// The property says another thing than any variant: only those that it does not choose are left.
		var others []int
		for _, i := range fitting {
			if len(p.fields[i].values) == 0 {
				others = append(others, i)
			}
		}
		return others, false
	}
	for _, i := range fitting {
		if key := p.fields[i].key; key != "" && keys[key] {
			return []int{i}, true
		}
	}
	return fitting, false
}

// scanObject returns the text of the property (compact for scalars; empty: not there) and the keys of an object.
func scanObject(raw []byte, property string) (string, map[string]bool) {
	d := decoder{data: raw}
	d.peek()
	keys := map[string]bool{}
	tag := ""
	_ = d.properties(func(name string) error {
		keys[name] = true
		if name == property && property != "" && d.peek() == '"' {
			text, err := d.text()
			tag = string(appendString(nil, text))
			return err
		}
		value, err := d.span()
		if name == property {
			tag = string(bytes.TrimSpace(value))
		}
		return err
	})
	return tag, keys
}
