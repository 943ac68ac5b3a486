//! One small schema for each shape.

mod common;

use common::*;
use ir::{Additional, DeclBody, Openness, Presence, Tag};

#[test]
fn primitives_keep_their_formats() {
    let api = schemas(
        "A:
  type: object
  properties:
    i: {type: integer}
    i32: {type: integer, format: int32}
    u64: {type: integer, format: uint64}
    f: {type: number, format: float}
    n: {type: number}
    b: {type: boolean}
    d: {type: string, format: date-time}
    mail: {type: string, format: email}
    raw: {type: string, contentEncoding: base64}
    any: {}
    yes: true
    no: false",
    );
    let expected = [
        ("i", "int64"),
        ("i32", "int32"),
        ("u64", "uint64"),
        ("f", "float"),
        ("n", "double"),
        ("b", "boolean"),
        ("d", "string:datetime"),
        ("mail", "string:other(\"email\")"),
        ("raw", "string:base64"),
        ("any", "any"),
        ("yes", "any"),
        ("no", "never"),
    ];
    for (wire, shown) in expected {
        assert_eq!(field_type(&api, "A", wire), shown, "{wire}");
    }
}

#[test]
fn null_is_said_where_a_type_is_used() {
    let api = schemas(
        "Maybe:
  type: [object, 'null']
  properties: {x: {type: string}}
Either:
  anyOf: [{$ref: '#/components/schemas/Maybe'}, {type: integer}]
Other: {$ref: '#/components/schemas/Maybe'}
A:
  type: object
  required: [maybe]
  properties:
    maybe: {$ref: '#/components/schemas/Maybe'}
    either: {$ref: '#/components/schemas/Either'}
    other: {$ref: '#/components/schemas/Other'}
    text: {type: [string, 'null']}
    branch: {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
    listed: {enum: [a, b, null]}",
    );
    assert_eq!(field_type(&api, "A", "maybe"), "Maybe?");
    assert_eq!(field_type(&api, "A", "either"), "Either?");
    assert_eq!(field_type(&api, "A", "other"), "Other?");
    assert_eq!(field_type(&api, "A", "text"), "string?");
    assert_eq!(field_type(&api, "A", "branch"), "A?");
    assert_eq!(field_type(&api, "A", "listed"), "AListed?");
    assert_eq!(show(&api, alias(&api, "Other")), "Maybe");
    assert!(union(&api, "Either").variants.iter().all(|v| !v.ty.nullable));
    assert_eq!(enumeration(&api, "AListed").members.len(), 2);
    assert_eq!(field(&api, "A", "maybe").presence, Presence::Required);
}

#[test]
fn enums_have_names_that_differ() {
    let api = schemas(
        "Reaction: {type: string, enum: ['+1', '-1', laugh, Laugh, '']}
Size: {type: integer, enum: [1, 2], x-enum-varnames: [Small, Large], x-enum-descriptions: [few, many]}
Mixed: {enum: [1, one, true]}
One: {type: string, enum: [only]}
Fixed: {const: 3}
Told:
  oneOf:
    - {const: a, title: First, description: the first}
    - {const: b, description: the second}",
    );
    let names: Vec<_> = enumeration(&api, "Reaction").members.iter().map(|m| m.name.snake()).collect();
    assert_eq!(names, ["plus_1", "minus_1", "laugh", "laugh_2", "empty"]);
    let size = enumeration(&api, "Size");
    assert_eq!(size.members[1].name.pascal(), "Large");
    assert_eq!(size.members[1].docs.description.as_deref(), Some("many"));
    assert_eq!(enumeration(&api, "Mixed").base, ir::Kind::Any);
    assert_eq!(show(&api, alias(&api, "One")), "\"only\"");
    assert_eq!(show(&api, alias(&api, "Fixed")), "3");
    let told = enumeration(&api, "Told");
    assert_eq!(told.members[0].name.pascal(), "First");
    assert_eq!(told.members[1].docs.description.as_deref(), Some("the second"));
}

#[test]
fn known_strings_beside_any_string_are_an_open_enum() {
    let api = schemas(
        "Known: {type: string, enum: [a, b]}
Model: {anyOf: [{type: string}, {$ref: '#/components/schemas/Known'}, {enum: [c], type: string}]}
Both: {anyOf: [{$ref: '#/components/schemas/Known'}, {type: string, enum: [c]}]}",
    );
    let model = enumeration(&api, "Model");
    assert_eq!(model.members.iter().map(|m| m.name.wire.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(model.openness, Openness::Open);
    assert_eq!(enumeration(&api, "Both").members.len(), 3);
}

#[test]
fn a_typed_list_of_constants_is_an_enum() {
    let api = schemas(
        "Level: {type: integer, oneOf: [{const: 0, title: NONE}, {const: 1, title: HIGH}]}
Assigned:
  type: object
  properties:
    how:
      oneOf:
        - {type: object, properties: {type: {enum: [auto]}}}
        - {type: object, properties: {type: {enum: [manual]}, ip: {type: string}}}
    what: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: 'null'}]}
    number: {anyOf: [{type: integer, format: uint64}, {type: integer, format: int64}, {type: string}]}",
    );
    let names: Vec<_> = enumeration(&api, "Level").members.iter().map(|m| m.name.pascal()).collect();
    assert_eq!(names, ["None", "High"]);
    assert_eq!(show(&api, &union(&api, "AssignedHow").variants[1].ty), "AssignedHowManual");
    assert_eq!(field_type(&api, "Assigned", "what"), "AssignedWhat?");
    assert_eq!(union(&api, "AssignedNumber").variants.len(), 2);
}

#[test]
fn arrays_tuples_and_maps() {
    let api = schemas(
        "A:
  type: object
  properties:
    list: {type: array, items: {type: string}}
    bare: {type: array}
    pair: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 1}
    open: {type: array, prefixItems: [{type: string}]}
    map: {type: object, additionalProperties: {type: integer}}
    free: {type: object}
    deep: {type: array, items: {type: object, additionalProperties: {type: array, items: {type: boolean}}}}
Closed: {type: object, additionalProperties: false}
Rest: {type: object, properties: {a: {type: string}}, additionalProperties: {type: number}, patternProperties: {'^x-': {type: string}}}",
    );
    assert_eq!(field_type(&api, "A", "list"), "[string]");
    assert_eq!(field_type(&api, "A", "bare"), "[any]");
    assert_eq!(field_type(&api, "A", "pair"), "(string, int64)/1");
    assert_eq!(field_type(&api, "A", "open"), "(string, ..any)/0");
    assert_eq!(field_type(&api, "A", "map"), "{int64}");
    assert_eq!(field_type(&api, "A", "free"), "{any}");
    assert_eq!(field_type(&api, "A", "deep"), "[{[boolean]}]");
    assert_eq!(object(&api, "Closed").additional, Additional::Forbidden);
    let rest = object(&api, "Rest");
    assert!(matches!(&rest.additional, Additional::Typed(t) if show(&api, t) == "double"));
    assert_eq!(rest.patterns[0].0, "^x-");
}

#[test]
fn all_of_is_merged() {
    let api = schemas(
        "Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string, maxLength: 9}}}
Child:
  allOf:
    - {$ref: '#/components/schemas/Base'}
    - type: object
      required: [kind]
      properties:
        kind: {minLength: 2, description: which}
        extra: {type: object, properties: {x: {type: integer}}}
Note: {allOf: [{$ref: '#/components/schemas/Base'}], description: just a note}
Holder:
  type: object
  properties:
    base: {allOf: [{$ref: '#/components/schemas/Base'}], description: here, readOnly: true}
    narrow: {$ref: '#/components/schemas/Base', required: [kind]}",
    );
    let child = object(&api, "Child");
    assert_eq!(child.fields.iter().map(|f| f.name.wire.as_str()).collect::<Vec<_>>(), ["id", "kind", "extra"]);
    let kind = field(&api, "Child", "kind");
    let limits = kind.ty.constraints.as_ref().expect("both lengths");
    assert_eq!((limits.min_length, limits.max_length), (Some(2), Some(9)));
    assert_eq!(kind.docs.description.as_deref(), Some("which"));
    assert_eq!(field_type(&api, "Child", "extra"), "ChildExtra");
    assert_eq!(show(&api, alias(&api, "Note")), "Base");
    let base = field(&api, "Holder", "base");
    assert_eq!((show(&api, &base.ty), base.read_only), ("Base".into(), true));
    assert_eq!(field_type(&api, "Holder", "narrow"), "HolderNarrow");
    assert_eq!(field(&api, "HolderNarrow", "kind").presence, Presence::Required);
}

#[test]
fn a_round_trip_of_all_of_ends() {
    // The reader calls it an error; lowering must not hang on it all the same.
    let text = with_schemas(
        "Round: {allOf: [{$ref: '#/components/schemas/Trip'}, {properties: {a: {type: string}}}]}
Trip: {allOf: [{$ref: '#/components/schemas/Round'}, {properties: {b: {type: string}}}]}",
    );
    let files = model::MemoryFiles::one("openapi.yaml", text);
    let loaded = model::load("openapi.yaml", &files, model::Limits::default());
    let api = ir::lower(&loaded.resolved.expect("a mapping")).api;
    assert_eq!(object(&api, "Round").fields.len(), 2);
    assert_eq!(object(&api, "Trip").fields.len(), 2);
}

#[test]
fn unions_are_told_apart() {
    let api = schemas(
        "Cat: {type: object, required: [type, purr], properties: {type: {const: cat}, purr: {type: boolean}}}
Dog: {type: object, required: [type, bark], properties: {type: {enum: [dog, wolf]}, bark: {type: boolean}}}
Car: {type: object, required: [wheels], properties: {wheels: {type: integer}}}
Boat: {type: object, required: [sails], properties: {sails: {type: integer}}}
Inferred: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
Declared:
  oneOf: [{$ref: '#/components/schemas/Car'}, {$ref: '#/components/schemas/Boat'}]
  discriminator: {propertyName: kind, mapping: {car: '#/components/schemas/Car', auto: '#/components/schemas/Car'}}
Typed: {oneOf: [{type: string}, {type: array, items: {type: string}}, {$ref: '#/components/schemas/Cat'}]}
Keyed: {oneOf: [{$ref: '#/components/schemas/Car'}, {$ref: '#/components/schemas/Boat'}]}
Tried: {anyOf: [{$ref: '#/components/schemas/Car'}, {type: object, properties: {wheels: {type: string}}}]}
Types: {type: [string, integer, 'null']}",
    );
    let inferred = union(&api, "Inferred");
    assert_eq!(inferred.tag, Tag::Property { wire: "type".into(), declared: false });
    assert_eq!(inferred.variants[1].tag_values, [serde_json::json!("dog"), serde_json::json!("wolf")]);
    let declared = union(&api, "Declared");
    assert_eq!(declared.tag, Tag::Property { wire: "kind".into(), declared: true });
    assert_eq!(declared.variants[0].tag_values, [serde_json::json!("auto"), serde_json::json!("car")]);
    assert_eq!(declared.variants[1].tag_values, [serde_json::json!("Boat")]);
    assert_eq!(union(&api, "Typed").tag, Tag::JsonType);
    assert!(union(&api, "Typed").exclusive);
    let keyed = union(&api, "Keyed");
    assert_eq!(keyed.tag, Tag::Key);
    assert_eq!(keyed.variants[1].tag_key.as_deref(), Some("sails"));
    assert_eq!(union(&api, "Tried").tag, Tag::Untagged);
    assert_eq!(union(&api, "Types").variants.len(), 2);
}

#[test]
fn a_base_is_merged_into_branches() {
    let api = schemas(
        "Event:
  type: object
  required: [id]
  properties: {id: {type: string}}
  oneOf:
    - {title: Made, required: [made], properties: {made: {type: string}}}
    - {title: Gone, required: [gone], properties: {gone: {type: string}}}
Checked:
  type: object
  properties: {a: {type: string}, b: {type: string}}
  anyOf: [{required: [a]}, {required: [b]}]",
    );
    assert_eq!(union(&api, "Event").variants[0].name.pascal(), "Made");
    assert_eq!(field(&api, "EventMade", "id").presence, Presence::Required);
    assert_eq!(field(&api, "EventGone", "gone").presence, Presence::Required);
    assert_eq!(object(&api, "Checked").fields.len(), 2);
    let kept = &object(&api, "Checked").constraints.as_ref().expect("anyOf stays").residual;
    assert_eq!(kept[0].0, "anyOf");
}

#[test]
fn a_parent_with_children_is_a_union() {
    let api = schemas(
        "Pet:
  type: object
  required: [petType]
  discriminator: {propertyName: petType, mapping: {dog: '#/components/schemas/Dog'}}
  properties: {petType: {type: string}}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {type: string}}}]}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {purr: {type: string}}}]}
Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}",
    );
    let pet = union(&api, "Pet");
    let values: Vec<_> = pet.variants.iter().map(|v| (v.name.pascal(), v.tag_values[0].clone())).collect();
    assert_eq!(values, [("Dog".into(), serde_json::json!("dog")), ("Cat".into(), serde_json::json!("Cat"))]);
    assert_eq!(object(&api, "Dog").fields.len(), 2);
    assert_eq!(field_type(&api, "Owner", "pet"), "Pet");
}

#[test]
fn recursion_by_value_is_cut_and_told() {
    let api = schemas(
        "Self: {oneOf: [{$ref: '#/components/schemas/Self'}, {type: string}, {type: integer}]}
A: {anyOf: [{$ref: '#/components/schemas/B'}, {type: string}]}
B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}
Tree: {type: object, properties: {kids: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
Json: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}]}",
    );
    assert_eq!(union(&api, "Self").variants.len(), 2);
    assert!(api.gaps.iter().filter(|g| g.feature == "endless-type").count() >= 2, "{:?}", api.gaps);
    assert_eq!(field_type(&api, "Tree", "kids"), "[Tree]");
    assert_eq!(show(&api, &union(&api, "Json").variants[1].ty), "[Json]");
}

#[test]
fn validation_without_a_shape_is_kept() {
    let api = schemas(
        "A:
  type: object
  properties: {a: {type: string, not: {const: x}}, l: {type: array, contains: {type: string}}}
  if: {properties: {a: {const: b}}}
  then: {required: [l]}
  dependentRequired: {a: [l]}
  propertyNames: {pattern: '^[a-z]+$'}",
    );
    let kept: Vec<_> =
        object(&api, "A").constraints.as_ref().expect("kept").residual.iter().map(|r| r.0.as_str()).collect();
    assert_eq!(kept, ["dependentRequired", "if", "propertyNames", "then"]);
    assert_eq!(field(&api, "A", "a").ty.constraints.as_ref().expect("not").residual[0].0, "not");
}

#[test]
fn what_a_union_cannot_carry_is_told() {
    let api = schemas(
        "A: {minProperties: 2, oneOf: [{title: X, properties: {x: {type: string}}}, {title: Y, properties: {y: {type: string}}}]}",
    );
    assert_eq!(union(&api, "A").variants.len(), 2);
    let gap = api.gaps.iter().find(|g| g.feature == "union-constraints").expect("a gap");
    assert_eq!((gap.pointer.as_str(), gap.at.line), ("/components/schemas/A", 6));
}

#[test]
fn names_collide_in_a_stated_order() {
    let api = schemas(
        "foo_bar: {type: object, properties: {x: {type: object, properties: {a: {type: string}}}}}
FooBar: {type: object, properties: {foo_id: {type: string}, fooId: {type: string}}}
FooBarX: {type: object, properties: {b: {type: string}}}",
    );
    let names: Vec<_> = api.decls.iter().map(|d| (d.key.as_str(), d.name.pascal())).collect();
    assert_eq!(
        names,
        [
            ("FooBar", "FooBar".to_owned()),
            ("FooBarX", "FooBarX".to_owned()),
            ("foo_bar", "FooBar2".to_owned()),
            ("foo_bar/properties/x", "FooBarX2".to_owned()),
        ]
    );
    let fields: Vec<_> = object(&api, "FooBar").fields.iter().map(|f| f.name.snake()).collect();
    assert_eq!(fields, ["foo_id", "foo_id_2"]);
}

#[test]
fn deep_inline_types_become_declarations() {
    let mut schema = "{type: string}".to_owned();
    for _ in 0..60 {
        schema = format!("{{type: array, items: {schema}}}");
    }
    let api = schemas(&format!("Deep: {schema}"));
    assert!(api.decls.len() > 1);
    assert!(matches!(decl(&api, "Deep").body, DeclBody::Alias(_)));
}

#[test]
fn annotations_stand_at_the_field() {
    let api = schemas(
        "Email: {type: string, format: email, default: a@b.c, description: an address}
A:
  type: object
  properties:
    mail: {$ref: '#/components/schemas/Email', x-pii: email, deprecated: true, x-sunset: '2027-01-01', x-replaced-by: other}
    plain: {$ref: '#/components/schemas/Email'}",
    );
    let mail = field(&api, "A", "mail");
    assert_eq!(mail.pii.as_deref(), Some("email"));
    assert_eq!(mail.default, Some(serde_json::json!("a@b.c")));
    let gone = mail.deprecation.as_ref().expect("deprecated");
    assert_eq!((gone.sunset.as_deref(), gone.replaced_by.as_deref()), (Some("2027-01-01"), Some("other")));
    assert_eq!(field(&api, "A", "plain").docs.description, None);
    assert_eq!(decl(&api, "Email").docs.description.as_deref(), Some("an address"));
}

#[test]
fn deep_and_wide_documents_end() {
    let nest =
        |open: &str, close: &str, n: usize| format!("{}{{\"type\": \"string\"}}{}", open.repeat(n), close.repeat(n));
    let list: Vec<String> = (0..20_000).map(|i| format!("\"a{i}\"")).collect();
    let same: Vec<String> = (0..3_000).map(|i| format!("\"{}\"", "-".repeat(1 + i))).collect();
    let properties: Vec<String> =
        (0..5_000).map(|i| format!("\"p{i}\": {{\"type\": \"object\", \"properties\": {{\"x\": {{}}}}}}")).collect();
    let branches: Vec<String> = (0..1_000)
        .map(|i| format!("{{\"type\": \"object\", \"properties\": {{\"type\": {{\"const\": \"c{i}\"}}, \"f{i}\": {{\"type\": \"string\"}}}}}}"))
        .collect();
    let text = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{
"Objects": {}, "Arrays": {}, "Alls": {}, "Anys": {},
"Enum": {{"enum": [{}]}}, "Same": {{"enum": [{}]}}, "Wide": {{"type": "object", "properties": {{{}}}}}, "Union": {{"oneOf": [{}]}}
}}}}}}"#,
        nest(r#"{"type": "object", "properties": {"a": "#, "}}", 200),
        nest(r#"{"type": "array", "items": "#, "}", 400),
        nest(r#"{"allOf": [{"properties": {"b": {}}}, "#, "]}", 200),
        nest(r#"{"anyOf": [{"type": "boolean"}, "#, "]}", 200),
        list.join(","),
        same.join(","),
        properties.join(","),
        branches.join(","),
    );
    let api = api(&text);
    assert_eq!(enumeration(&api, "Enum").members.len(), 20_000);
    assert_eq!(enumeration(&api, "Same").members.len(), 3_000);
    assert_eq!(object(&api, "Wide").fields.len(), 5_000);
    let union = union(&api, "Union");
    assert_eq!(union.variants.len(), 1_000);
    assert_eq!(union.tag, Tag::Property { wire: "type".into(), declared: false });
    // `properties` says nothing about a string.
    assert_eq!(show(&api, alias(&api, "Alls")), "string");
}
