//! Addresses inside running text: URLs and e-mail addresses are one token each.

use super::classes::{is_closing_bracket, is_closing_quote, is_terminal};

/// Whether an address is that of a page, not of a mailbox.
pub(super) fn is_web(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.")
}

/// Byte range of the first address in `chunk`, a run of characters without white space.
pub(super) fn find(chunk: &str) -> Option<(usize, usize)> {
    // No address is without one of these, and most words have none of them.
    if !chunk.bytes().any(|byte| matches!(byte, b'@' | b':' | b'.')) {
        return None;
    }
    url(chunk).or_else(|| email(chunk))
}

fn url(chunk: &str) -> Option<(usize, usize)> {
    let start = match chunk.find("://") {
        Some(colon) => scheme_start(chunk.get(..colon)?)?,
        None => chunk.find("www.").filter(|at| !ends_in_letter(chunk, *at))?,
    };
    let end = start + trimmed_len(chunk.get(start..)?);
    Some((start, end))
}

/// Where the letters of the scheme before the colon begin; nothing if there are none.
fn scheme_start(before: &str) -> Option<usize> {
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    (letters > 0).then_some(before.len() - letters)
}

fn email(chunk: &str) -> Option<(usize, usize)> {
    let at = chunk.find('@')?;
    let (local, domain) = (chunk.get(..at)?, chunk.get(at + 1..)?);
    let local_len = local.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
    let domain_len = domain.bytes().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let domain = domain.get(..domain_len)?.trim_end_matches(['.', '-']);
    let has_dot = domain.trim_start_matches('.').contains('.');
    (local_len > 0 && has_dot).then_some((at - local_len, at + 1 + domain.len()))
}

fn ends_in_letter(chunk: &str, at: usize) -> bool {
    chunk.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
}

/// Length of the address without the punctuation of the sentence after it.
fn trimmed_len(address: &str) -> usize {
    let stop = address.find(['<', '>', '"', '“', '”', '«', '»']).unwrap_or(address.len());
    let address = address.get(..stop).unwrap_or_default();
    let balanced = address.contains('(');
    address
        .trim_end_matches(|c: char| {
            is_terminal(c)
                || is_closing_quote(c)
                || matches!(c, ',' | ';' | ':')
                || (is_closing_bracket(c) && !(balanced && c == ')'))
        })
        .len()
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(chunk: &str) -> Option<&str> {
        find(chunk).map(|(start, end)| &chunk[start..end])
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        assert_eq!(found("https://www.example.50.com/a_b.html."), Some("https://www.example.50.com/a_b.html"));
        assert_eq!(found("(see:http://example.org/x?q=1),"), Some("http://example.org/x?q=1"));
        assert_eq!(found("www.example.org/"), Some("www.example.org/"));
        assert_eq!(found("http://example.org/Minsk_(city)"), Some("http://example.org/Minsk_(city)"));
        assert_eq!(found("<press.office@mfa.example.org>."), Some("press.office@mfa.example.org"));
        assert_eq!(found("press@office"), None);
        assert_eq!(found("://"), None);
        assert_eq!(found("and/or"), None);
    }
}
