// SPDX-License-Identifier: MIT
//! Prints the events of T1003.001, and what one event of a log shows. With the path of a pack, it answers from this one.
mod attack_events;

use attack_events::{Kind, LogEvent, Mapping, Pack};

const FIELDS: [(&str, &str); 2] =
    [("NewProcessName", "C:\\Windows\\System32\\mshta.exe"), ("CommandLine", "mshta https://example.com/a.hta")];

/// The value of one of the event's fields. None has a second value here.
fn field(name: &str, value: u32) -> Option<&'static [u8]> {
    let found = FIELDS.iter().find(|(field, _)| value == 0 && field.eq_ignore_ascii_case(name));

    found.map(|(_, text)| text.as_bytes())
}

fn print(mapping: Mapping) {
    let event = LogEvent {
        id: Some("4688"),
        provider: Some("Microsoft-Windows-Security-Auditing"),
        channel: Some("Security"),
        ..Default::default()
    };
    let mut scratch = Vec::new();

    if let Some(technique) = mapping.technique("T1003.001") {
        for row in mapping.rows(&technique) {
            if let Some(id) = row.event.id {
                println!("{}\t{}", id, row.event.provider.unwrap_or(""));
            }
        }
    }
    eprint!("4688:");
    for answer in mapping.answers(&event, field, &mut scratch, 3) {
        let perhaps = if answer.kind == Kind::Candidate { " perhaps" } else { "" };

        eprint!("{} {} ({})", perhaps, answer.technique.id, answer.technique.name.unwrap_or("-"));
    }
    eprintln!();
}

fn main() {
    match std::env::args().nth(1) {
        None => print(Mapping::builtin()),
        Some(path) => match Pack::open_copy(&std::fs::read(path).expect("a file"), Some(Mapping::builtin())) {
            Ok(pack) => print(pack.mapping()),
            Err(reason) => eprintln!("the pack was refused: {}", reason),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_events_of_a_provider_among_those_with_the_id() {
        let mapping = Mapping::builtin();
        let provider = "microsoft-windows-sysmon"; // case-insensitive
        let of_provider = mapping.events_of_provider(provider, "1").map(|event| (event.id, event.name, event.provider));
        let all = mapping.events("1").map(|event| (event.id, event.name, event.provider));
        let expected: Vec<_> =
            all.filter(|event| event.2.map_or(false, |name| name.eq_ignore_ascii_case(provider))).collect();

        assert!(!expected.is_empty());
        assert_eq!(of_provider.collect::<Vec<_>>(), expected);
        assert!(mapping.technique("t1003.001").is_none());
    }

    #[test]
    fn passes_on_a_panic_of_the_closure() {
        let event = LogEvent { id: Some("1"), provider: Some("Microsoft-Windows-Sysmon"), ..Default::default() };
        let answers = std::panic::catch_unwind(|| {
            Mapping::builtin().answers(&event, |_, _| panic!("in a field"), &mut Vec::new(), 3).len()
        });

        assert_eq!(answers.unwrap_err().downcast_ref::<&str>(), Some(&"in a field"));
    }

    #[test]
    fn refuses_what_is_no_pack() {
        for bytes in [&[0u8; 0][..], &[0u8; 3], &[7u8; 1000]] {
            assert!(Pack::open_copy(bytes, None).is_err());
        }
    }
}
