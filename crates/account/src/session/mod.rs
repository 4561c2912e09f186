//! Sessions: on which channel, how long, how many.

use crate::name::names;

names! {
    /// What a session belongs to.
    pub enum Channel {
        /// A program.
        Api = "api",
        /// A desktop application.
        Desktop = "desktop",
        /// A mobile application.
        Mobile = "mobile",
        /// A browser.
        Web = "web",
    }
}
