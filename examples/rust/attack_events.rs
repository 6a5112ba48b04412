// SPDX-License-Identifier: MIT
//! attack_events for Rust: a safe wrapper over what bindgen makes of attack_events.h. It depends on nothing but std.
//!
//! A [`Mapping`] borrows the tables that it reads, and what it returns borrows them as well: those of the program are
//! 'static, those of a [`Pack`] live as long as it does. Copy this file, and add what else you need of the C functions.
#![allow(dead_code)]

#[allow(non_camel_case_types, non_upper_case_globals, non_snake_case, clippy::all)]
mod c {
    include!("bindings.rs");
}

use std::any::Any;
use std::ffi::CStr;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::os::raw::{c_char, c_void};
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::ptr;

/// A mapping of techniques to events. It may be copied, and used by several threads.
#[derive(Clone, Copy)]
pub struct Mapping<'a> {
    db: *const c::attack_db,
    tables: PhantomData<&'a [u8]>,
}

// SAFETY: the library only reads the tables, and has no state.
unsafe impl Send for Mapping<'_> {}
unsafe impl Sync for Mapping<'_> {}

/// What an answer or a row rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Candidate,
    Direct,
    Analytic,
    Condition,
    Rule,
}

#[derive(Clone, Copy)]
pub struct Technique<'a> {
    pub id: &'a str,
    pub name: Option<&'a str>,
    view: c::attack_technique,
}

#[derive(Clone, Copy)]
pub struct Event<'a> {
    pub id: Option<&'a str>,
    pub name: Option<&'a str>,
    pub provider: Option<&'a str>,
    pub channel: Option<&'a str>,
}

pub struct Row<'a> {
    pub technique: Technique<'a>,
    pub data_component: Option<&'a str>,
    pub event: Event<'a>,
    pub kind: Kind,
}

/// An event of a log. What is not known is None.
#[derive(Clone, Copy, Default)]
pub struct LogEvent<'e> {
    pub id: Option<&'e str>,
    pub platform: Option<&'e str>,
    pub provider: Option<&'e str>,
    pub channel: Option<&'e str>,
}

/// A technique that an event of a log shows, and the event of the mapping that says so.
pub struct Answer<'a> {
    pub technique: Technique<'a>,
    pub event: Event<'a>,
    pub kind: Kind,
}

/// SAFETY: `text` is NULL, or ends in NUL and lives as long as 'a. Text that is not UTF-8, as a pack may have, is None.
unsafe fn text<'a>(text: *const c_char) -> Option<&'a str> {
    if text.is_null() {
        return None;
    }
    CStr::from_ptr(text).to_str().ok()
}

fn borrowed(text: Option<&[u8]>) -> c::attack_text {
    c::attack_text {
        text: text.map_or(ptr::null(), |text| text.as_ptr() as *const c_char),
        length: text.map_or(0, |text| text.len() as _), // as bindgen has size_t: u64 or usize
    }
}

fn kind(number: c::attack_kind) -> Kind {
    match number {
        c::ATTACK_DIRECT => Kind::Direct,
        c::ATTACK_ANALYTIC => Kind::Analytic,
        c::ATTACK_CONDITION => Kind::Condition,
        c::ATTACK_RULE => Kind::Rule,
        _ => Kind::Candidate,
    }
}

/// Calls a function that fills a view, and returns the view if the function returned true.
fn filled<View>(fill: impl FnOnce(*mut View) -> bool) -> Option<View> {
    let mut view = MaybeUninit::<View>::uninit();

    // SAFETY: every such function fills the view, whatever it returns.
    fill(view.as_mut_ptr()).then(|| unsafe { view.assume_init() })
}

// SAFETY of the following: views come from a mapping of lifetime 'a.
unsafe fn technique_of<'a>(view: c::attack_technique) -> Technique<'a> {
    Technique { id: text(view.id).unwrap_or(""), name: text(view.name), view }
}

unsafe fn event_of<'a>(view: c::attack_event) -> Event<'a> {
    Event { id: text(view.id), name: text(view.name), provider: text(view.provider), channel: text(view.channel) }
}

unsafe fn row_of<'a>(view: c::attack_row) -> Row<'a> {
    Row {
        technique: technique_of(view.technique),
        data_component: text(view.data_component.name),
        event: event_of(view.event),
        kind: kind(view.kind),
    }
}

/// What the callback needs: the closure, and the panic that it must not pass on through C.
struct Asked<'c, 'e> {
    db: *const c::attack_db,
    fields: &'c mut dyn FnMut(&str, u32) -> Option<&'e [u8]>,
    panic: Option<Box<dyn Any + Send>>,
}

unsafe extern "C" fn field_of(context: *mut c_void, field: u32, value: u32) -> c::attack_text {
    let asked = &mut *(context as *mut Asked);
    let name = text(c::attack_field_name(asked.db, field)).unwrap_or("");

    if asked.panic.is_some() {
        return borrowed(None);
    }
    match catch_unwind(AssertUnwindSafe(|| (asked.fields)(name, value))) {
        Ok(text) => borrowed(text),
        Err(panic) => {
            asked.panic = Some(panic);
            borrowed(None)
        }
    }
}

impl<'a> Mapping<'a> {
    /// The mapping that is linked into the program.
    pub fn builtin() -> Mapping<'static> {
        Mapping { db: unsafe { c::attack_events_builtin() }, tables: PhantomData }
    }

    pub fn technique(&self, id: &str) -> Option<Technique<'a>> {
        let found = filled(|view| unsafe {
            c::attack_technique_find(self.db, id.as_ptr() as *const c_char, id.len() as _, view)
        });
        found.map(|view| unsafe { technique_of(view) })
    }

    pub fn rows(&self, of: &Technique) -> impl Iterator<Item = Row<'a>> + 'a {
        let mut rows = unsafe { c::attack_technique_rows(self.db, &of.view) };

        std::iter::from_fn(move || {
            filled(|view| unsafe { c::attack_row_next(&mut rows, view) }).map(|view| unsafe { row_of(view) })
        })
    }

    /// The events with this id, of any provider.
    pub fn events(&self, id: &str) -> impl Iterator<Item = Event<'a>> + 'a {
        walk(unsafe { c::attack_events_find(self.db, id.as_ptr() as *const c_char, id.len() as _) })
    }

    /// The events of a provider with this id. The iterator borrows the name of the provider.
    pub fn events_of_provider<'p>(&self, provider: &'p str, id: &str) -> impl Iterator<Item = Event<'a>> + 'p
    where
        'a: 'p,
    {
        walk(unsafe {
            let (name, length) = (provider.as_ptr() as *const c_char, provider.len() as _);

            c::attack_events_find_provider(self.db, name, length, id.as_ptr() as *const c_char, id.len() as _)
        })
    }

    /// The techniques that an event of a log shows, best first, at most `most`. `fields` is called with the name of a
    /// field and a number that counts its values from 0; None means that there are no more. Scratch memory is allocated
    /// if `scratch` is too small: pass the same one again.
    pub fn answers<'e>(
        &self,
        event: &LogEvent<'e>,
        mut fields: impl FnMut(&str, u32) -> Option<&'e [u8]>,
        scratch: &mut Vec<u64>,
        most: usize,
    ) -> Vec<Answer<'a>> {
        let mut asked = Asked { db: self.db, fields: &mut fields, panic: None };
        let logged = c::attack_log_event {
            id: borrowed(event.id.map(str::as_bytes)),
            number: 0,
            platform: borrowed(event.platform.map(str::as_bytes)),
            provider: borrowed(event.provider.map(str::as_bytes)),
            channel: borrowed(event.channel.map(str::as_bytes)),
            field: Some(field_of),
            value: None,
            context: &mut asked as *mut Asked as *mut c_void,
            flags: 0,
        };
        let mut found: Vec<c::attack_answer> = Vec::with_capacity(most);

        scratch.resize(unsafe { c::attack_scratch_size(self.db) } as usize / 8, 0);
        // SAFETY: as many elements of `found` are filled as the call returns, and there is room for `most`.
        unsafe {
            let count = c::attack_answers(
                self.db,
                &logged,
                scratch.as_mut_ptr() as *mut c::attack_scratch,
                (scratch.len() * 8) as _,
                found.as_mut_ptr(),
                most as u32,
                ptr::null_mut(),
            );
            found.set_len(count as usize);
        }
        if let Some(panic) = asked.panic {
            resume_unwind(panic);
        }
        found.iter().filter_map(|answer| self.answer(answer)).collect()
    }

    fn answer(&self, answer: &c::attack_answer) -> Option<Answer<'a>> {
        let technique = filled(|view| unsafe { c::attack_technique_at(self.db, answer.technique, view) })?;
        let event = filled(|view| unsafe { c::attack_event_at(self.db, answer.event, view) })?;

        Some(unsafe { Answer { technique: technique_of(technique), event: event_of(event), kind: kind(answer.kind) } })
    }
}

fn walk<'a>(mut events: c::attack_event_iterator) -> impl Iterator<Item = Event<'a>> {
    std::iter::from_fn(move || {
        filled(|view| unsafe { c::attack_event_next(&mut events, view) }).map(|view| unsafe { event_of(view) })
    })
}

/// An open pack: a mapping in a file.
pub struct Pack<'a> {
    contents: *mut c::attack_pack, // of a Box: the mapping has its address
    _bytes: Vec<u64>,              // a copy, unless the bytes are borrowed
    borrowed: PhantomData<&'a [u8]>,
}

// SAFETY: as a Mapping.
unsafe impl Send for Pack<'_> {}
unsafe impl Sync for Pack<'_> {}

impl<'a> Pack<'a> {
    /// Opens a pack where it lies, which is at a multiple of 4. `floor` is the oldest data that is acceptable. Returns
    /// why it was refused.
    pub fn open(bytes: &'a [u8], floor: Option<Mapping>) -> Result<Pack<'a>, &'static str> {
        let contents = Box::into_raw(Box::new(unsafe { std::mem::zeroed::<c::attack_pack>() }));
        let pack = Pack { contents, _bytes: Vec::new(), borrowed: PhantomData };
        let floor = floor.map_or(ptr::null(), |mapping| mapping.db);
        let result = unsafe { c::attack_pack_open(bytes.as_ptr() as *const c_void, bytes.len() as _, floor, contents) };

        if result == c::ATTACK_PACK_OPENED {
            return Ok(pack);
        }
        Err(unsafe { text(c::attack_pack_result_text(result)) }.unwrap_or("unknown reason"))
    }

    /// Opens a copy of the bytes, which may lie anywhere.
    pub fn open_copy(bytes: &[u8], floor: Option<Mapping>) -> Result<Pack<'static>, &'static str> {
        let mut copy = vec![0u64; bytes.len() / 8 + 1];

        // SAFETY: the copy is large enough, and stays where it is, unchanged, as long as the pack.
        let aligned = unsafe {
            ptr::copy_nonoverlapping(bytes.as_ptr(), copy.as_mut_ptr() as *mut u8, bytes.len());
            std::slice::from_raw_parts(copy.as_ptr() as *const u8, bytes.len())
        };
        let mut pack = Pack::open(aligned, floor)?;
        pack._bytes = copy;
        Ok(pack)
    }

    pub fn mapping(&self) -> Mapping<'_> {
        Mapping { db: unsafe { c::attack_pack_db(self.contents) }, tables: PhantomData }
    }
}

impl Drop for Pack<'_> {
    fn drop(&mut self) {
        drop(unsafe { Box::from_raw(self.contents) });
    }
}
