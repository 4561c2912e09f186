//! The presets: complete policy documents, embedded as JSON.

/// Names of all presets, sorted.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    PRESETS.iter().map(|(name, _)| *name)
}

/// The document of a preset.
pub(crate) fn find(name: &str) -> Option<&'static str> {
    PRESETS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

const PRESETS: &[(&str, &str)] = &[
    ("b3networks", include_str!("../presets/b3networks.json")),
    ("cloud-elements", include_str!("../presets/cloud-elements.json")),
    ("cloudcherry", include_str!("../presets/cloudcherry.json")),
    ("cloudcx-2024-01", include_str!("../presets/cloudcx-2024-01.json")),
    ("cloudcx-2024-09", include_str!("../presets/cloudcx-2024-09.json")),
    ("default", include_str!("../presets/default.json")),
];
