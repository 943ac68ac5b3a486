//! What surrounds the code: module file, package comment, README, reference, licence, changelog.

use std::fmt::Write as _;

use super::model::Model;
use super::names::{Files, PackageName};
use super::operations::{method_docs, result};
use super::plan::{Gives, ResourcePlan};
use super::text::{cell, code, comment, markdown, one_line};
use crate::{OutFile, PackageOptions};

pub(super) fn pages(
    model: &Model<'_>,
    options: &PackageOptions,
    package: &PackageName,
    header: &str,
    resources: &[ResourcePlan<'_>],
) -> Vec<OutFile> {
    let info = &model.api.info;
    let title = if info.title.trim().is_empty() { "the API".to_owned() } else { one_line(&info.title) };
    let mut out = vec![OutFile { path: "go.mod".to_owned(), text: format!("module {}\n\ngo 1.24\n", package.module) }];

    let mut doc = format!("{header}\n");
    let mut about = vec![format!("Package {} is a client of {title}.", package.package)];
    about.extend(info.summary.clone());
    about.extend(info.description.clone());
    comment(&mut doc, "", &about);
    let _ = writeln!(doc, "package {}", package.package);
    out.push(OutFile { path: "doc.go".to_owned(), text: doc });

    let mut readme =
        format!("# {}\n\nA Go client of {}, standard library only.\n", cell(&package.package), cell(&title));
    let _ = write!(readme, "\n```sh\ngo get {}\n```\n", package.module);
    let _ = write!(
        readme,
        "\n## First call\n\n```go\npackage main\n\nimport (\n\t\"log\"\n\n\t\"{}\"\n)\n\nfunc main() {{\n\tclient, err := {}.New()\n\tif err != nil {{\n\t\tlog.Fatal(err)\n\t}}\n\t_ = client\n}}\n```\n",
        package.module, package.package
    );
    readme.push_str("\n## Operations\n");

    let mut folders = Files::new("x", []);
    for plan in resources {
        let folder = folders.claim(&plan.resource.name.words);
        let folder = folder.trim_end_matches(".x");
        let _ = write!(readme, "\n### {}\n\n", cell(&plan.resource.name.wire));
        let mut files = Files::new("md", []);
        for call in &plan.calls {
            let Some(main) = call.methods.first() else { continue };
            let path = format!("docs/{folder}/{}", files.claim(&call.op.method_name.words));
            let _ = writeln!(
                readme,
                "- [`{}.{}`]({path}): {}",
                plan.field,
                main.name,
                cell(call.op.docs.summary.as_deref().unwrap_or(&format!(
                    "{} {}",
                    call.op.method.as_str(),
                    call.op.path
                )))
            );
            let mut page = format!(
                "# {}.{}\n\n{}\n",
                plan.field,
                main.name,
                code(&format!("{} {}", call.op.method.as_str(), call.op.path))
            );
            for method in &call.methods {
                let _ = write!(page, "\n## {}\n", method.name);
                for paragraph in method_docs(call.op, method) {
                    let _ = write!(page, "\n{}\n", markdown(&paragraph));
                }
                let _ = write!(page, "\nGives {}.\n", code(&result(model, call, &method.gives)));
                if matches!(method.gives, Gives::Pages) {
                    page.push_str("\nRange over it: pages are fetched as they are needed.\n");
                }
            }
            out.push(OutFile { path, text: page });
        }
    }
    out.push(OutFile { path: "README.md".to_owned(), text: readme });
    out.push(OutFile {
        path: "CHANGELOG.md".to_owned(),
        text: format!(
            "# Changelog\n\n## {}\n\n- Generated from {} {}.\n",
            cell(&options.version),
            cell(&title),
            cell(&info.version)
        ),
    });
    out
}
