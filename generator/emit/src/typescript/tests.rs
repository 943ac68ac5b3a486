//! The whole emitter on small descriptions.

use crate::{Package, PackageOptions};

const PAYLOAD: &str = "*/ PWNED(); /* \"; PWNED(); ' + PWNED() + ` ${PWNED()} </script> \\\n\u{2028}PWNED()\u{202e} {{ x }} {% x %} @deprecated ../..";

fn package(spec: &str, name: &str) -> Package {
    let loaded = model::load("openapi.json", &model::MemoryFiles::one("openapi.json", spec), model::Limits::default());
    let resolved = loaded.resolved.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let options = PackageOptions {
        name: name.into(),
        version: "1.2.3".into(),
        command: "covenant generate".into(),
        ..PackageOptions::default()
    };
    super::emit(&ir::lower(&resolved).api, &options)
}

fn text<'a>(package: &'a Package, path: &str) -> &'a str {
    let found = package.files.iter().find(|f| f.path == path);
    found.map_or_else(
        || panic!("no {path} in {:?}", package.files.iter().map(|f| &f.path).collect::<Vec<_>>()),
        |f| &f.text,
    )
}

/// The code of a file: comments and the insides of string literals are gone. Fails when one of them does not end.
fn code_of(path: &str, text: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = text.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => {
                let end = (i + 2..chars.len() - 1).find(|j| chars[*j] == '*' && chars[j + 1] == '/');
                i = end.unwrap_or_else(|| panic!("{path}: a comment does not end")) + 2;
            }
            ('/', Some('/')) => i = (i..chars.len()).find(|j| chars[*j] == '\n').unwrap_or(chars.len()),
            (quote @ ('"' | '\''), _) => {
                i += 1;
                while chars[i] != quote {
                    assert!(!matches!(chars[i], '\n' | '\u{2028}' | '\u{2029}'), "{path}: a string does not end");
                    i += if chars[i] == '\\' { 2 } else { 1 };
                }
                i += 1;
                out.push_str("\"\"");
            }
            (c, _) => {
                out.push(c);
                i += 1;
            }
        }
    }
    out
}

#[test]
fn hostile_texts_stay_texts() {
    let p = PAYLOAD;
    let spec = serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": p, "version": p, "description": p, "summary": p, "license": {"name": p}},
        "servers": [{"url": "https://a.example/{v}", "description": p, "variables": {"v": {"default": p, "enum": [p]}}}],
        "tags": [{"name": p, "description": p}],
        "security": [{"o": [p]}, {"k": []}],
        "components": {
            "securitySchemes": {
                "o": {"type": "oauth2", "description": p, "flows": {"clientCredentials": {"tokenUrl": p, "scopes": {p: p}}}},
                "k": {"type": "apiKey", "in": "header", "name": p, "description": p}
            },
            "schemas": {
                "A": {"type": "object", "description": p, "required": [p], "properties": {
                    p: {"type": "string", "enum": [p, "b"], "default": p, "description": p, "deprecated": true, "x-sunset": p},
                    "__proto__": {"const": p},
                    "constructor": {"type": "string", "pattern": p}
                }},
                "U": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}, {"const": p}]}
            }
        },
        "paths": {"/a*/{id}": {"post": {
            "operationId": p, "tags": [p], "summary": p, "description": p, "deprecated": true, "x-replaced-by": p,
            "externalDocs": {"url": p},
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "description": p},
                {"name": p, "in": "query", "required": true, "schema": {"type": "string"}, "description": p, "example": p},
                {"name": "__proto__", "in": "query", "style": "deepObject", "schema": {"type": "object"}}
            ],
            "requestBody": {"description": p, "required": true, "content": {"multipart/form-data": {
                "schema": {"$ref": "#/components/schemas/A"}, "example": {p: p},
                "encoding": {p: {"contentType": p}, "__proto__": {"contentType": p}}
            }}},
            "responses": {
                "200": {"description": p, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/U"}}}},
                "404": {"description": p, "headers": {"X-A": {"description": p, "schema": {"type": "string"}}}}
            }
        }}},
        "webhooks": {p: {"post": {"description": p, "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}, "responses": {"200": {"description": p}}}}}
    });
    let package = package(&spec.to_string(), p);
    for file in &package.files {
        assert!(!file.path.contains("..") && file.path.is_ascii(), "{}", file.path);
        assert!(!file.text.contains(['\u{2028}', '\u{202e}']), "{}", file.path);
        // The runtime is the same whatever the document says.
        if file.path.ends_with(".ts") && !file.path.starts_with("src/runtime/") {
            let code = code_of(&file.path, &file.text);
            assert!(!code.contains("PWNED("), "{}: {code}", file.path);
        }
        if file.path.ends_with(".json") {
            assert!(serde_json::from_str::<serde_json::Value>(&file.text).is_ok(), "{}", file.path);
        }
        if file.path.ends_with(".md") {
            let mut fenced = false;
            for line in file.text.lines() {
                fenced ^= line.starts_with("```");
                let prose: String = line.split('`').step_by(2).collect();
                assert!(fenced || !prose.contains("</script>"), "{}: {line}", file.path);
            }
        }
    }
}

#[test]
fn names_are_kept_apart() {
    let op = |id: &str, tag: &str| serde_json::json!({"operationId": id, "tags": [tag], "responses": {"204": {"description": ""}}});
    let spec = serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/a": {"get": op("delete", "then"), "post": op("import", "then")},
            "/b": {"get": op("then", "request"), "post": op("constructor", "request")},
        },
        "components": {"schemas": {
            "Page": {"type": "object"}, "page": {"type": "object"}, "ApiError": {"type": "string"}, "Promise": {"type": "array", "items": {"$ref": "#/components/schemas/Page"}}
        }}
    });
    let package = package(&spec.to_string(), "@acme/sdk");
    let types = text(&package, "src/types.ts");
    for name in ["PageModel ", "Page2 ", "ApiErrorModel ", "PromiseModel "] {
        assert_eq!(types.matches(&format!("export type {name}")).count(), 1, "{name} in {types}");
    }
    assert!(text(&package, "src/operations/then.ts").contains("export const delete_: Operation<"));
    let request = text(&package, "src/resources/request.ts");
    assert!(request.contains("readonly then_:") && request.contains("readonly constructor_:"), "{request}");
    let client = text(&package, "src/client.ts");
    assert!(
        client.contains("export class AcmeSdk ") && client.contains("get request_()") && client.contains("get then_()"),
        "{client}"
    );
    assert!(text(&package, "package.json").contains("\"name\": \"@acme/sdk\""));
    assert!(
        text(&package, "src/core.ts").contains("baseUrl: undefined"),
        "no server: the user must say where the API is"
    );
}

#[test]
fn an_operation_reads_as_it_should() {
    let spec = serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": {"/things/{thing_id}": {"put": {
            "operationId": "updateThing", "tags": ["Things"], "summary": "Update", "deprecated": true, "x-sunset": "2027-01-31",
            "parameters": [
                {"name": "thing_id", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "dry-run", "in": "query", "schema": {"type": "boolean"}},
                {"name": "fields", "in": "query", "style": "pipeDelimited", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}}
            ],
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {
                "200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "204": {"description": ""},
                "404": {"description": "", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
                "5XX": {"description": "", "content": {"text/plain": {"schema": {"type": "string"}}}}
            }
        }}},
        "components": {"schemas": {
            "Problem": {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}},
            "Thing": {"type": "object", "required": ["kind", "memo"], "properties": {
                "kind": {"type": "string", "enum": ["a", "b"]}, "memo": {"type": ["string", "null"]}, "note": {"type": "string"}
            }}
        }}
    });
    let package = package(&spec.to_string(), "acme");
    let module = text(&package, "src/operations/things.ts");
    for part in [
        "  404: Problem;\n  \"5XX\": string;\n",
        "[thingId: string, body: Thing, params?: UpdateThingParams, options?: RequestOptions]",
        "ApiPromise<Thing | undefined>",
        "    { name: \"dryRun\", wire: \"dry-run\" },\n    { name: \"fields\", style: pipeDelimited },\n",
        " * @deprecated It ends on 2027-01-31.\n",
        "  dryRun?: boolean | undefined;\n",
    ] {
        assert!(module.contains(part), "{part}\nis not in\n{module}");
    }
    let types = text(&package, "src/types.ts");
    assert!(types.contains("  memo: string | null;\n") && types.contains("  note?: string | undefined;\n"), "{types}");
    assert!(types.contains("\"a\" | \"b\" | (string & {})"), "{types}");
    assert!(package.gaps.is_empty(), "{:?}", package.gaps);
}
