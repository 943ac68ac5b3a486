//! The emitter on small descriptions, end to end from their text.

use std::collections::BTreeMap;

use super::*;

fn api(spec: &serde_json::Value) -> Api {
    let files = model::MemoryFiles::one("openapi.json", spec.to_string());
    let loaded = model::load("openapi.json", &files, model::Limits::default());
    ir::lower(&loaded.resolved.expect("a description")).api
}

fn files(spec: &serde_json::Value) -> BTreeMap<String, String> {
    let options = PackageOptions {
        name: "acme".into(),
        version: "1.2.3".into(),
        command: "covenant generate".into(),
        ..Default::default()
    };
    emit(&api(spec), &options).files.into_iter().map(|f| (f.path, f.text)).collect()
}

fn spec() -> serde_json::Value {
    serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.acme.example/v1"}],
        "paths": {
            "/pets": {
                "get": {
                    "operationId": "listPets", "tags": ["pets"], "deprecated": true, "x-sunset": "2027-01-01",
                    "parameters": [
                        {"name": "cursor", "in": "query", "schema": {"type": "string"}},
                        {"name": "from", "in": "query", "required": true, "schema": {"type": "string", "format": "date"}},
                        {"name": "timeout", "in": "query", "schema": {"type": "integer"}},
                    ],
                    "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {
                        "type": "object", "required": ["data"],
                        "properties": {
                            "data": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
                            "next_cursor": {"type": ["string", "null"]},
                        },
                    }}}}},
                },
                "post": {
                    "operationId": "createPet", "tags": ["pets"],
                    "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                    "responses": {"201": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}},
                },
            },
            "/pets/{id}/photo": {"get": {
                "operationId": "getPetPhoto", "tags": ["pets"],
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "ok", "content": {"image/png": {"schema": {}}}}},
            }},
        },
        "components": {"schemas": {
            "Pet": {
                "type": "object", "required": ["kind", "name"],
                "properties": {
                    "kind": {"const": "pet"}, "name": {"type": "string"}, "class": {"type": "string"},
                    "mother": {"$ref": "#/components/schemas/Pet"}, "born": {"type": ["string", "null"], "format": "date"},
                    "model_config": {"type": "boolean"}, "status": {"$ref": "#/components/schemas/Status"},
                    "id": {"type": "string", "readOnly": true},
                },
            },
            "Status": {"type": "string", "enum": ["good", "bad"]},
        }},
    })
}

#[test]
fn a_model_keeps_states_aliases_and_constants() {
    let files = files(&spec());
    let pet = &files["src/acme/types/pet.py"];
    for line in [
        "    __nullable__: ClassVar[frozenset[str]] = frozenset({\"born\"})\n",
        "    __read_only__: ClassVar[frozenset[str]] = frozenset({\"id\"})\n",
        "    kind: Literal[\"pet\"] = \"pet\"\n",
        "class Pet(_t.TaggedModel):\n",
        "    __constants__: ClassVar[frozenset[str]] = frozenset({\"kind\"})\n",
        "    name: str\n",
        "    class_: str | None = _t.Field(default=None, validation_alias=\"class\", serialization_alias=\"class\")\n",
        "    model_config_: bool | None = _t.Field(\n        default=None,\n        validation_alias=\"model_config\",\n",
        "    mother: Pet | None = None\n",
        "    born: _t.Date | None = None\n",
        "    Status = str\n",
        "\n\nif TYPE_CHECKING:\n    PetDict = _t.TypedDict(\n        \"PetDict\",\n",
        "else:\n    PetDict = dict\n",
    ] {
        assert!(pet.contains(line), "{line:?} is not in\n{pet}");
    }
    let status = &files["src/acme/types/status.py"];
    assert!(status.contains("    Status: TypeAlias = Literal[\"good\", \"bad\"] | str\n"), "{status}");
}

#[test]
fn methods_have_the_shape_of_their_answers() {
    let files = files(&spec());
    let pets = &files["src/acme/resources/pets.py"];
    for text in [
        "    @_t.deprecated(\"Deprecated, goes away on 2027-01-01.\")\n    def list(\n        self,\n        *,\n        \
         from_: _t.Date | str,\n        cursor: str | None = None,\n        timeout_: int | None = None,\n        \
         **options: _t.Unpack[RequestOptions],\n    ) -> Pager[Pet, ListPetsResponse]:\n",
        "    def create(self, body: Pet | PetDict, **options: _t.Unpack[RequestOptions]) -> Pet:\n",
        "    async def create(self, body: Pet | PetDict, **options: _t.Unpack[RequestOptions]) -> Pet:\n",
        "    async def get_photo(self, id: str, **options: _t.Unpack[RequestOptions]) -> AsyncDownload:\n",
        "Param(\"from_\", \"query\", \"from\")",
        "    pagination=Pagination(\"cursor\", param=\"cursor\", next=[\"next_cursor\"], items=[\"data\"]),\n",
        "        self.list = raw_page(resource.list)\n",
    ] {
        assert!(pets.contains(text), "{text}\nis not in\n{pets}");
    }
}

#[test]
fn a_package_is_complete_and_sorted() {
    let package = emit(&api(&spec()), &PackageOptions { name: "@acme/pet-shop".into(), ..Default::default() });
    let paths: Vec<&str> = package.files.iter().map(|f| f.path.as_str()).collect();
    assert!(paths.is_sorted() && paths.windows(2).all(|w| w[0] != w[1]));
    for path in [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "docs/pets.md",
        "pyproject.toml",
        "src/acme_pet_shop/__init__.py",
        "src/acme_pet_shop/client.py",
        "src/acme_pet_shop/errors.py",
        "src/acme_pet_shop/py.typed",
    ] {
        assert!(paths.contains(&path), "{path} is not in {paths:?}");
    }
    assert!(package.files.iter().all(|f| f.text.ends_with('\n')));
}

/// The same description with every mapping in reverse.
fn reversed(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(entries) => entries.iter().rev().map(|(k, v)| (k.clone(), reversed(v))).collect(),
        serde_json::Value::Array(items) => items.iter().map(reversed).collect(),
        scalar => scalar.clone(),
    }
}

#[test]
fn the_order_of_keys_does_not_show() {
    assert_eq!(files(&spec()), files(&reversed(&spec())));
}

#[test]
fn an_addition_renames_nothing() {
    let mut more = spec();
    more["components"]["schemas"]["PetDict"] = serde_json::json!({"type": "object"});
    more["paths"]["/pets/{id}"] = serde_json::json!({"get": {
        "operationId": "getPet", "tags": ["pets"],
        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PetDict"}}}}},
    }});
    let (before, after) = (files(&spec()), files(&more));
    let names = |files: &BTreeMap<String, String>| -> Vec<String> {
        let pets = &files["src/acme/resources/pets.py"];
        pets.lines().filter(|l| l.starts_with("    def ")).map(|l| l.trim_end_matches(':').to_owned()).collect()
    };
    for name in names(&before) {
        // `PetDict` is the author's now; ours gives way, and nothing else moves.
        let name = name.replace("| PetDict", "| PetDict2");
        assert!(names(&after).contains(&name), "{name} is gone from {:?}", names(&after));
    }
}

#[test]
fn text_of_the_document_never_becomes_code() {
    let payloads = [
        "\"\"\"\nPAYLOAD()\n\"\"\"",
        "'\nPAYLOAD()\n",
        "x\\",
        "\u{202e}PAYLOAD",
        "\r\nPAYLOAD()",
        "a\u{2028}PAYLOAD()",
    ];
    for payload in payloads {
        let mut hostile = spec();
        hostile["info"]["title"] = payload.into();
        hostile["paths"]["/pets"]["get"]["description"] = payload.into();
        hostile["paths"]["/pets"]["get"]["parameters"][0]["description"] = payload.into();
        hostile["components"]["schemas"]["Pet"]["description"] = payload.into();
        hostile["components"]["schemas"]["Pet"]["properties"][payload] =
            serde_json::json!({"type": "string", "description": payload});
        hostile["components"]["schemas"]["Status"]["enum"][0] = payload.into();
        for (path, text) in files(&hostile).iter().filter(|(p, _)| p.ends_with(".py") && !p.contains("_runtime")) {
            assert!(!text.contains(['\u{202e}', '\u{2028}', '\r']), "{path}");
            assert!(
                outside_of_strings(text).is_some_and(|code| !code.contains("PAYLOAD")),
                "{payload:?} in {path}\n{text}"
            );
        }
    }
}

/// What of Python source is neither string nor comment; none when a string does not end.
fn outside_of_strings(source: &str) -> Option<String> {
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if c == '#' {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if c == '"' || c == '\'' {
            let long = c.to_string().repeat(3);
            let quote = if rest.starts_with(&long) { long.as_str() } else { &rest[..1] };
            let mut at = quote.len();
            loop {
                let ahead = rest.get(at..)?;
                if ahead.starts_with(quote) {
                    break;
                }
                let next = ahead.chars().next()?;
                if next == '\n' && quote.len() == 1 {
                    return None;
                }
                at += next.len_utf8();
                if next == '\\' {
                    at += rest.get(at..)?.chars().next()?.len_utf8();
                }
            }
            rest = &rest[at + quote.len()..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(code)
}

#[test]
fn strings_take_the_quotes_that_need_fewer_escapes() {
    assert_eq!(text::string("it's"), "\"it's\"");
    assert_eq!(text::string("say \"so\""), "'say \"so\"'");
    assert_eq!(text::string("a\\b\n\u{1}\u{202e}"), "\"a\\\\b\\n\\x01\\u202e\"");
}

#[test]
fn docstrings_are_laid_out_as_the_formatter_leaves_them() {
    let one = |text: &str| text::docstring(&[text.to_owned()], 4);
    assert_eq!(one(" A line. "), "    \"\"\"A line.\"\"\"\n");
    assert_eq!(one("Ends with \"quotes\""), "    \"\"\"Ends with \"quotes\\\"\"\"\"\n");
    assert_eq!(one("First\n    second\n      third\n\n"), "    \"\"\"First\n    second\n      third\n    \"\"\"\n");
    assert_eq!(one("  \n"), "");
}
