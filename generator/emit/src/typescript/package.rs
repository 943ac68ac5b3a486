//! The files around the code: package.json, tsconfig, README, licence.

use ir::License;

use crate::{OutFile, PackageOptions};

use super::{names::Names, operations::Context};

/// The compiler that the output is tested with.
const TYPESCRIPT: &str = "~7.0.2";

impl Context<'_> {
    /// All files beside the sources.
    pub(super) fn package_files(&self, options: &PackageOptions) -> Vec<OutFile> {
        let file = |path: &str, text: String| OutFile { path: path.to_owned(), text };
        let mut files = vec![
            file("package.json", self.package_json(options)),
            file("tsconfig.json", TSCONFIG.to_owned()),
            file("tsconfig.cjs.json", TSCONFIG_CJS.to_owned()),
            file("README.md", self.readme()),
            file(".prettierrc.json", "{ \"printWidth\": 120 }\n".to_owned()),
            file(".gitignore", "dist/\nnode_modules/\n".to_owned()),
            file("LICENSE", license_text(self.api.info.license.as_ref(), &self.api.info.title)),
            file(
                "CHANGELOG.md",
                format!(
                    "# Changelog\n\n## {}\n\nGenerated from release {} of the API.\n",
                    options.version,
                    super::text::markdown_line(&self.api.info.version)
                ),
            ),
        ];
        if !self.api.operations.is_empty() {
            files.push(file("tsconfig.examples.json", TSCONFIG_EXAMPLES.to_owned()));
        }
        files
    }

    fn package_json(&self, options: &PackageOptions) -> String {
        let names: &Names = self.names;
        let json = super::text::json;
        let description =
            self.api.info.summary.clone().unwrap_or_else(|| format!("Client of the {}", self.api.info.title));
        let mut exports = vec![
            entry(".", "index"),
            entry("./core", "core"),
            entry("./operations/*", "operations/*"),
            entry("./runtime/*", "runtime/*"),
        ];
        if !self.api.webhooks.is_empty() {
            exports.push(entry("./webhooks", "webhooks"));
        }
        exports.push("    \"./package.json\": \"./package.json\"".into());
        format!(
            r#"{{
  "name": {name},
  "version": {version},
  "description": {description},
  "license": {license},
  "type": "module",
  "sideEffects": false,
  "engines": {{
    "node": ">=20"
  }},
  "main": "./dist/cjs/index.js",
  "module": "./dist/index.js",
  "types": "./dist/index.d.ts",
  "exports": {{
{exports}
  }},
  "files": [
    "dist",
    "src",
    "docs",
    "CHANGELOG.md"
  ],
  "scripts": {{
    "build": "tsc && tsc -p tsconfig.cjs.json && node -e \"require('fs').writeFileSync('dist/cjs/package.json', JSON.stringify({{ type: 'commonjs', sideEffects: false }}))\"",
{examples}    "prepack": "npm run build"
  }},
  "devDependencies": {{
    "typescript": {typescript}
  }}
}}
"#,
            name = json(&names.package),
            version = json(&options.version),
            description = json(description.trim()),
            license = json(&license_id(self.api.info.license.as_ref())),
            exports = exports.join(",\n"),
            examples = if self.api.operations.is_empty() {
                ""
            } else {
                "    \"check:examples\": \"tsc -p tsconfig.examples.json\",\n"
            },
            typescript = json(TYPESCRIPT),
        )
    }
}

/// A pair of builds behind one name.
fn entry(name: &str, file: &str) -> String {
    let build = |key: &str, folder: &str| {
        format!(
            "      \"{key}\": {{\n        \"types\": \"{folder}/{file}.d.ts\",\n        \"default\": \"{folder}/{file}.js\"\n      }}"
        )
    };
    format!("    \"{name}\": {{\n{},\n{}\n    }}", build("import", "./dist"), build("require", "./dist/cjs"))
}

/// What npm shows: an SPDX expression, or that there is none.
fn license_id(license: Option<&License>) -> String {
    let Some(license) = license else { return "UNLICENSED".into() };
    let text = license.identifier.as_deref().unwrap_or(&license.name).trim();
    let fits = !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | ' ' | '(' | ')'));
    let known = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0", "0BSD", "Unlicense", "CC0-1.0"];
    if fits && (license.identifier.is_some() || known.contains(&text)) {
        text.to_owned()
    } else {
        "SEE LICENSE IN LICENSE".into()
    }
}

fn license_text(license: Option<&License>, title: &str) -> String {
    let title = super::text::markdown_line(title);
    let Some(license) = license else {
        return format!("No licence is given for this client of the {title}: all rights are reserved.\n");
    };
    let name = super::text::markdown_line(license.identifier.as_deref().unwrap_or(&license.name));
    let mut text = format!("This client of the {title} is licensed under: {name}\n");
    if let Some(url) = &license.url {
        text.push_str(&format!("\n{}\n", super::text::markdown_line(url)));
    }
    if license_id(Some(license)).contains("MIT") {
        text.push_str(&format!("\nMIT License\n\nCopyright (c) the authors of the {title}\n\n{MIT}"));
    }
    text
}

const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the \"Software\"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
";

const TSCONFIG: &str = include_str!("../../templates/typescript/tsconfig.json");
const TSCONFIG_EXAMPLES: &str = include_str!("../../templates/typescript/tsconfig.examples.json");
const TSCONFIG_CJS: &str = include_str!("../../templates/typescript/tsconfig.cjs.json");
