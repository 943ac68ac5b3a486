//! Resources: the operations of a tag as methods of an object.

use std::fmt::Write as _;

use super::{
    answer::Answer,
    layout::Code,
    operations::{Argument, Context, import_line},
    text::{Doc, inline},
    types::{deprecated, describe},
};

impl Context<'_> {
    /// The module of a resource's class.
    pub(super) fn resource(&self, index: usize) -> String {
        let resource = &self.api.resources[index];
        let names = &self.names.resources[index];
        let mut body = String::from("\n");
        let mut doc = Doc::default();
        describe(&mut doc, &resource.docs);
        if resource.docs == ir::Docs::default() {
            doc.text(&resource.name.wire);
        }
        doc.write(&mut body, "");
        let _ = writeln!(body, "export class {} {{", names.class);
        let mut functions = Vec::new();
        let mut bindings = String::new();
        for &operation_index in &resource.operations {
            let operation = &self.api.operations[operation_index];
            let names = &self.names.operations[operation_index];
            let answer = Answer::of(self.api, operation);
            let arguments = self.arguments(operation, names, &mut Default::default());
            let mut method = |name: &str, function: &str, remark: Option<&str>| {
                if !functions.is_empty() {
                    body.push('\n');
                }
                let mut doc = Doc::default();
                describe(&mut doc, &operation.docs);
                if let Some(remark) = remark {
                    doc.own(remark);
                }
                doc.own(format!("`{} {}`", operation.method.as_str(), inline(&operation.path)));
                argument_tags(&mut doc, &arguments);
                deprecated(&mut doc, operation.deprecation.as_ref());
                doc.write(&mut body, "  ");
                let ty = Code::generic("MethodOf", vec![Code::text(format!("typeof {function}"))]);
                let _ = writeln!(body, "  readonly {name}: {};", ty.render(2, 13 + name.len(), 1));
                functions.push(function.to_owned());
                let call = Code::call("bind", vec![Code::text("core"), Code::text(function)]);
                let head = format!("    this.{name} = ");
                let _ = writeln!(bindings, "{head}{};", call.render(4, head.len(), 1));
            };
            method(&names.method, &names.function, None);
            if let Some((function, name)) = names.stream.as_ref().filter(|_| answer.has_both()) {
                method(name, function, Some("The answer as a stream, value by value as it arrives."));
            }
        }
        let _ = write!(body, "\n  constructor(core: Core) {{\n{bindings}  }}\n}}\n");
        functions.sort();
        let list: Vec<&str> = functions.iter().map(String::as_str).collect();
        let mut out = self.header.to_owned();
        out.push_str(&import_line("import", &list, &format!("../operations/{}.js", names.file)));
        out.push_str("import type { Core } from \"../runtime/core.js\";\nimport { bind, type MethodOf } from \"../runtime/operation.js\";\n");
        out.push_str(&body);
        out
    }
}

/// `@param` for the arguments that the document describes.
fn argument_tags(doc: &mut Doc, arguments: &[Argument]) {
    for argument in arguments.iter().filter(|a| !a.doc.is_empty()) {
        doc.tag("param", &format!("{} - {}", argument.name, argument.doc));
    }
}
