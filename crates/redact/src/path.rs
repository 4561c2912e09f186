//! Which keys a rule is about: a name, the end of one, a pattern, or a path.

/// Which keys.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Path {
    /// This name, wherever it stands, in any letters.
    Exact(Vec<u8>),
    /// Names in which `*` stands for anything, in any letters.
    Glob(Vec<u8>),
    /// From the top: each step a name, a number, or `*` for any one of them.
    Pointer(Vec<Vec<u8>>),
    /// Names that end so, in any letters.
    Suffix(Vec<u8>),
}

impl Path {
    /// Whether a rule is about the end of this path.
    pub(crate) fn fits(&self, path: &Steps) -> bool {
        let last = path.last();
        match self {
            Self::Exact(name) => last.eq_ignore_ascii_case(name),
            Self::Glob(pattern) => glob(pattern, last),
            Self::Pointer(steps) => {
                let same = |(step, name): (&Vec<u8>, &[u8])| step == b"*" || step == name;
                steps.len() == path.len() && steps.iter().zip(path.names()).all(same)
            }
            Self::Suffix(end) => {
                let from = last.len().checked_sub(end.len());
                from.and_then(|from| last.get(from..))
                    .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
            }
        }
    }
}

/// The names and numbers that lead from the top to a value.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Steps {
    pub(crate) fn push(&mut self, name: &[u8]) {
        self.starts.push(self.bytes.len());
        self.bytes.extend_from_slice(name);
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        if let Some(start) = self.starts.get(length) {
            self.bytes.truncate(*start);
            self.starts.truncate(length);
        }
    }

    pub(crate) const fn len(&self) -> usize {
        self.starts.len()
    }

    /// The innermost name; empty at the top.
    pub(crate) fn last(&self) -> &[u8] {
        self.starts.last().and_then(|start| self.bytes.get(*start..)).unwrap_or_default()
    }

    fn names(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.bytes.len()]);
        self.starts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.bytes.get(*start..end).unwrap_or_default())
    }
}

/// Whether a name is of a pattern in which `*` stands for anything: in time of their lengths' product at
/// most.
fn glob(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut place, mut star) = (0, 0, None);
    while place < name.len() {
        let wanted = pattern.get(at).copied();
        if wanted == Some(b'*') {
            star = Some((at, place));
            at += 1;
        } else if wanted
            .is_some_and(|byte| name.get(place).is_some_and(|it| it.eq_ignore_ascii_case(&byte)))
        {
            at += 1;
            place += 1;
        } else if let Some((back, from)) = star {
            star = Some((back, from + 1));
            (at, place) = (back + 1, from + 1);
        } else {
            return false;
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::{Path, Steps};

    fn path(text: &str) -> Vec<Vec<u8>> {
        text.split('/').map(|step| step.as_bytes().to_vec()).collect()
    }

    fn steps(text: &str) -> Steps {
        let mut steps = Steps::default();
        text.split('/').for_each(|step| steps.push(step.as_bytes()));
        steps
    }

    #[test]
    fn paths_fit_by_name_end_pattern_and_steps() {
        let cases = [
            (Path::Exact(b"email".to_vec()), "user/Email", true),
            (Path::Exact(b"email".to_vec()), "user/email/0", false),
            (Path::Suffix(b"_id".to_vec()), "user_ID", true),
            (Path::Suffix(b"_id".to_vec()), "id", false),
            (Path::Glob(b"*mail*".to_vec()), "workEmail2", true),
            (Path::Glob(b"a*b*c".to_vec()), "axxbyyc", true),
            (Path::Glob(b"a*b*c".to_vec()), "axxbyyd", false),
            (Path::Glob(b"*".to_vec()), "", true),
            (Path::Glob(b"ab".to_vec()), "abc", false),
            (Path::Pointer(path("answers/*/text")), "answers/3/text", true),
            (Path::Pointer(path("answers/*/text")), "answers/text", false),
            (Path::Pointer(path("a")), "A", false),
        ];
        for (rule, text, fits) in cases {
            assert_eq!(rule.fits(&steps(text)), fits, "{rule:?} {text}");
        }
    }
}
