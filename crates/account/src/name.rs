//! Closed sets of names: what a policy, an event and a state spell in the same way.

/// Declares an enum whose variants have names on the wire.
macro_rules! names {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every name, in the order of the variants.
            $vis const NAMES: &'static [&'static str] = &[$($text,)*];

            /// The variant's name.
            #[must_use]
            $vis const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The variant of a name.
            #[must_use]
            $vis fn parse(name: &str) -> Option<Self> {
                let at = Self::NAMES.iter().position(|known| *known == name)?;
                [$(Self::$variant,)*].get(at).copied()
            }
        }

        impl $crate::record::Record for $name {
            fn write(&self) -> Option<wicketgate_core::json::Value<'static>> {
                Some(wicketgate_core::json::Value::string(self.as_str()))
            }

            fn read(value: Option<&wicketgate_core::json::Value<'_>>) -> Option<Self> {
                Self::parse(value?.text()?)
            }
        }
    };
}

pub(crate) use names;
