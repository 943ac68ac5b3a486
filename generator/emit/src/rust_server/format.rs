//! Tokens to formatted text.

use proc_macro2::TokenStream;

/// Formats items, with an empty line between them.
///
/// What does not parse is given back as it is: a fault of the emitter, which compiling the output shows at once.
pub(super) fn items(tokens: TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else { return format!("{tokens}\n") };
    let mut text = String::new();
    let mut before_was_line = true;
    for item in file.items {
        let line = matches!(item, syn::Item::Use(_) | syn::Item::Mod(_));
        let joined = text.is_empty() || (line && before_was_line);
        if !joined {
            text.push('\n');
        }
        before_was_line = line;
        text.push_str(&prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        }));
    }
    text
}
