//! One mistake of syntax, made in each line of a description in turn: one diagnostic, on that line, and nothing else.

mod support;

use support::{load, places};

const TEXT: &str = "\
openapi: 3.1.0
info:
  title: Museum
  version: 1.0.0
  license:
    name: MIT
    url: https://example.com/license
tags:
  - name: Tickets
    description: Everything about tickets
  - name: Hours
    description: Opening hours
paths:
  /tickets/{ticketId}:
    parameters:
      - $ref: '#/components/parameters/TicketId'
    get:
      summary: Get a ticket
      operationId: getTicket
      tags:
        - Tickets
      responses:
        '200':
          description: The ticket
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Ticket'
        '404':
          $ref: '#/components/responses/NotFound'
components:
  parameters:
    TicketId:
      name: ticketId
      in: path
      required: true
      schema:
        type: string
        format: uuid
  responses:
    NotFound:
      description: There is none
  schemas:
    Ticket:
      type: object
      properties:
        id:
          type: string
          format: uuid
        price:
          type: number
          minimum: 0
    Email:
      type: string
      description: An address
";

/// The line with a mistake; none where it cannot be made, or where the result is another text but valid YAML.
type Mistake = fn(indent: &str, key: &str, value: &str) -> Option<String>;

const MISTAKES: [(&str, Mistake); 8] = [
    ("a second colon", |i, k, v| (!v.is_empty()).then(|| format!("{i}{k}: a: {v}"))),
    ("a reserved sign", |i, k, v| (!v.is_empty()).then(|| format!("{i}{k}: @{v}"))),
    ("an open double quote", |i, k, v| (!v.is_empty()).then(|| format!("{i}{k}: \"{v}"))),
    ("an open single quote", |i, k, v| (!v.is_empty() && !v.contains('\'')).then(|| format!("{i}{k}: '{v}"))),
    ("an open bracket", |i, k, v| (!v.is_empty() && !v.contains('\'')).then(|| format!("{i}{k}: [{v}"))),
    ("text after a quoted one", |i, k, v| (!v.is_empty()).then(|| format!("{i}{k}: 'x' {v}"))),
    ("a tab", |i, k, v| (i.len() > 1).then(|| format!("\t{k}: {v}"))),
    ("no colon", |i, k, v| (!v.is_empty() && !k.starts_with("- ")).then(|| format!("{i}{k} {v}"))),
];

#[test]
fn the_text_itself_is_fine() {
    assert_eq!(places(&load(&[("a.yaml", TEXT)])), Vec::<String>::new());
}

#[test]
fn one_mistake_is_one_diagnostic_on_its_line() {
    let lines: Vec<&str> = TEXT.lines().collect();
    let mut tried = 0;
    for (name, mistake) in MISTAKES {
        for (at, line) in lines.iter().enumerate() {
            let body = line.trim_start();
            let indent = &line[..line.len() - body.len()];
            let Some((key, value)) = body.split_once(':') else {
                continue;
            };
            let Some(wrong) = mistake(indent, key, value.trim()) else {
                continue;
            };
            let mut all = lines.clone();
            all[at] = &wrong;
            let text = all.join("\n") + "\n";
            let loaded = load(&[("a.yaml", &text)]);
            let found = places(&loaded);
            tried += 1;
            // A lone line without its colon is a valid text, of the wrong type.
            assert_eq!(found.len(), 1, "{name} in line {}: {found:?}", at + 1);
            assert!(
                found[0].starts_with(&format!("{}:", at + 1)) && (found[0].ends_with(" syntax") || name == "no colon"),
                "{name} in line {}: {found:?}",
                at + 1
            );
        }
    }
    assert!(tried > 150, "only {tried} mistakes were made");
}
