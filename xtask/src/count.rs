//! Counts of tests, read from what the runners print.

use std::ops::AddAssign;

/// Passed, failed, skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Which runner printed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// `cargo test`: `test result: ok. 3 passed; 0 failed; 1 ignored; ...`
    Cargo,
    /// `node --test`: `# pass 3`, `# fail 0`, `# skipped 0`
    Node,
    /// `pytest`: `3 passed, 1 skipped in 0.12s`
    Pytest,
    /// `go test -v`: `--- PASS: TestName`
    Go,
    /// A check that only succeeds or fails
    Check,
}

impl Runner {
    /// Reads the counts. A runner that failed without counting a failure (it did not compile, say) counts as one.
    pub(crate) fn count(self, success: bool, text: &str) -> Count {
        let mut count = match self {
            Self::Cargo => cargo(text),
            Self::Node => node(text),
            Self::Pytest => pytest(text),
            Self::Go => go(text),
            Self::Check => Count { passed: u64::from(success), ..Count::default() },
        };
        if !success && count.failed == 0 {
            count.failed = 1;
        }
        // A runner that ran nothing proves nothing.
        if success && count == Count::default() {
            count.failed = 1;
        }
        count
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .windows(2)
        .find(|pair| pair[1].trim_end_matches([',', ';', '.']) == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

fn cargo(text: &str) -> Count {
    let mut count = Count::default();
    for line in text.lines().filter_map(|l| l.trim().strip_prefix("test result: ")) {
        count += Count {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
            skipped: number_before(line, "ignored"),
        };
    }
    count
}

fn node(text: &str) -> Count {
    let of = |word: &str| {
        text.lines()
            .filter_map(|l| l.trim().trim_start_matches(['#', 'ℹ']).trim().strip_prefix(word))
            .filter_map(|n| n.trim().parse::<u64>().ok())
            .sum()
    };
    Count { passed: of("pass "), failed: of("fail "), skipped: of("skipped ") + of("todo ") }
}

fn pytest(text: &str) -> Count {
    let line = text
        .lines()
        .rev()
        .find(|l| l.contains(" in ") && (l.contains("passed") || l.contains("failed") || l.contains("error")));
    let line = line.unwrap_or_default();
    Count {
        passed: number_before(line, "passed"),
        failed: number_before(line, "failed") + number_before(line, "error") + number_before(line, "errors"),
        skipped: number_before(line, "skipped"),
    }
}

fn go(text: &str) -> Count {
    let of = |mark: &str| text.lines().filter(|l| l.trim_start().starts_with(mark)).count() as u64;
    Count { passed: of("--- PASS: "), failed: of("--- FAIL: "), skipped: of("--- SKIP: ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u64, failed: u64, skipped: u64) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn reads_what_the_runners_print() {
        let cargo = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
                     test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured\n";
        assert_eq!(Runner::Cargo.count(false, cargo), count(4, 2, 1));
        assert_eq!(Runner::Node.count(true, "# tests 4\n# pass 3\n# fail 0\n# skipped 1\n# todo 0\n"), count(3, 0, 1));
        assert_eq!(Runner::Node.count(true, "ℹ pass 2\nℹ fail 0\n"), count(2, 0, 0));
        assert_eq!(Runner::Pytest.count(false, "= 1 failed, 5 passed, 2 skipped in 0.33s =\n"), count(5, 1, 2));
        assert_eq!(
            Runner::Go.count(true, "=== RUN   TestA\n--- PASS: TestA (0.00s)\n    --- PASS: TestA/x (0.00s)\n"),
            count(2, 0, 0)
        );
    }

    #[test]
    fn silence_and_crashes_are_failures() {
        assert_eq!(Runner::Cargo.count(false, "error: could not compile"), count(0, 1, 0));
        assert_eq!(Runner::Pytest.count(true, ""), count(0, 1, 0));
        assert_eq!(Runner::Check.count(true, ""), count(1, 0, 0));
        assert_eq!(Runner::Check.count(false, ""), count(0, 1, 0));
    }
}
