//! How long each stage took, for `--timings`.

use std::time::{Duration, Instant};

/// Stages in the order in which they ended.
#[derive(Debug, Default)]
pub struct Timings(Vec<(String, Duration)>);

impl Timings {
    /// Runs a stage and notes its time.
    pub fn stage<T>(&mut self, name: impl Into<String>, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        self.note(name, start.elapsed());
        value
    }

    /// Notes a time that was taken elsewhere.
    pub fn note(&mut self, name: impl Into<String>, time: Duration) {
        self.0.push((name.into(), time));
    }

    /// One line a stage, milliseconds first.
    pub fn text(&self) -> String {
        self.0.iter().map(|(name, time)| format!("{:>9.1} ms  {name}\n", time.as_secs_f64() * 1000.0)).collect()
    }
}
