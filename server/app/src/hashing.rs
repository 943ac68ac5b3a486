//! bcrypt, off the async threads, on a bounded number of threads; when the queue is full, work is refused, not piled up.

use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

/// Costs that may be configured. 12 and above take over 100 ms on the machines that we know.
pub const COSTS: std::ops::RangeInclusive<u32> = 8..=11;
/// The longest that one check may take at boot.
pub const MAX_VERIFY: Duration = Duration::from_millis(100);

/// Why a hash was not made or checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Too many wait already
    #[error("too many secrets are being checked")]
    Busy,
    /// The text cannot be hashed: longer than 72 bytes, or with a NUL
    #[error("the secret cannot be hashed")]
    Unhashable,
    /// The thread died
    #[error("the check did not end")]
    Failed,
}

/// Why a cost cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// Not 8 to 11
    #[error("bcrypt cost {0} is not 8 to 11")]
    Range(u32),
    /// A check takes too long on this machine
    #[error(
        "bcrypt cost {cost} takes {millis} ms a check on this machine, over the 100 ms that a token may take; try a lower oauth.bcrypt_cost"
    )]
    Slow {
        /// The cost
        cost: u32,
        /// How long one check took
        millis: u128,
    },
    /// bcrypt itself failed
    #[error("bcrypt failed: {0}")]
    Failed(String),
}

/// Hashes and checks secrets.
#[derive(Clone)]
pub struct Hasher {
    cost: u32,
    /// Hash of nothing that anybody knows, of the same cost: unknown clients are checked against it
    dummy: Arc<str>,
    workers: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Hasher {
    /// A hasher of a cost, checked against the clock of this machine.
    ///
    /// # Errors
    /// A [`CostError`] when the cost is out of range or too slow.
    pub fn calibrate(cost: u32, workers: usize, queue: usize) -> Result<Self, CostError> {
        if !COSTS.contains(&cost) {
            return Err(CostError::Range(cost));
        }
        let random: [u8; 32] = crate::ids::random().map_err(|e| CostError::Failed(e.to_string()))?;
        let dummy =
            bcrypt::non_truncating_hash(random_text(&random), cost).map_err(|e| CostError::Failed(e.to_string()))?;
        // The best of a few: a machine that is busy at boot is not a slow machine.
        let mut best = Duration::MAX;
        for _ in 0..6 {
            let (wall, cpu) = (Instant::now(), on_cpu());
            bcrypt::non_truncating_verify("x", &dummy).map_err(|e| CostError::Failed(e.to_string()))?;
            let wall = wall.elapsed();
            let took = cpu.zip(on_cpu()).map_or(wall, |(before, after)| after.saturating_sub(before).min(wall));
            best = best.min(took);
            if best <= MAX_VERIFY {
                break;
            }
        }
        if best > MAX_VERIFY {
            return Err(CostError::Slow { cost, millis: best.as_millis() });
        }
        let workers = workers.max(1);
        Ok(Self {
            cost,
            dummy: dummy.into(),
            workers: Arc::new(Semaphore::new(workers)),
            queue: Arc::new(Semaphore::new(workers + queue)),
        })
    }

    /// The configured cost.
    pub fn cost(&self) -> u32 {
        self.cost
    }

    /// Hashes a secret.
    ///
    /// # Errors
    /// A [`HashError`].
    pub async fn hash(&self, secret: SecretString) -> Result<String, HashError> {
        if !is_hashable(secret.expose_secret()) {
            return Err(HashError::Unhashable);
        }
        let cost = self.cost;
        self.run(move || bcrypt::non_truncating_hash(secret.expose_secret(), cost).map_err(|_| HashError::Unhashable))
            .await?
    }

    /// Whether the secret has this hash.
    ///
    /// # Errors
    /// [`HashError::Busy`] when too many wait.
    pub async fn verify(&self, secret: SecretString, hash: String) -> Result<bool, HashError> {
        self.run(move || {
            let text = secret.expose_secret();
            if is_hashable(text) {
                bcrypt::non_truncating_verify(text, &hash).unwrap_or(false)
            } else {
                // The same work, so that the refusal takes as long as any other; and never the first 72 bytes of it.
                let _ = bcrypt::non_truncating_verify("x", &hash);
                false
            }
        })
        .await
    }

    /// Takes as long as [`Hasher::verify`] of a hash of the configured cost.
    ///
    /// # Errors
    /// [`HashError::Busy`] when too many wait.
    pub async fn verify_nothing(&self, secret: SecretString) -> Result<(), HashError> {
        self.verify(secret, self.dummy.to_string()).await.map(|_| ())
    }

    /// Whether a stored hash has another cost than the configured one.
    pub fn is_outdated(&self, hash: &str) -> bool {
        cost_of(hash) != Some(self.cost)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
        let _place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| HashError::Busy)?;
        let worker = Arc::clone(&self.workers).acquire_owned().await.map_err(|_| HashError::Failed)?;
        tokio::task::spawn_blocking(move || {
            // Held by the thread, not by the caller: a caller that goes away does not make room for more threads.
            let _worker = worker;
            work()
        })
        .await
        .map_err(|_| HashError::Failed)
    }
}

/// bcrypt takes 72 bytes and C implementations stop at NUL: neither may make two secrets look the same.
fn is_hashable(text: &str) -> bool {
    text.len() < crate::secrets::MAX_BYTES && !text.bytes().any(|b| b == 0)
}

fn cost_of(hash: &str) -> Option<u32> {
    hash.split('$').nth(2)?.parse().ok()
}

fn random_text(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Time that this thread has spent on a processor; only Linux tells.
fn on_cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[tokio::test]
    async fn c15_c17_a_hash_is_bcrypt_2b_of_the_cost_and_verifies() {
        let hasher = Hasher::calibrate(8, 1, 8).expect("hasher");
        let hash = hasher.hash(secret("cvs_right")).await.expect("hash");
        assert!(hash.starts_with("$2b$08$") && hash.len() == 60, "{hash}");
        assert_eq!(hasher.verify(secret("cvs_right"), hash.clone()).await, Ok(true));
        assert_eq!(hasher.verify(secret("cvs_wrong"), hash.clone()).await, Ok(false));
        assert!(!hasher.is_outdated(&hash));
        assert!(hasher.is_outdated(&hash.replace("$08$", "$10$")));
    }

    #[tokio::test]
    async fn c16_long_secrets_and_nul_bytes_are_refused_not_cut() {
        let hasher = Hasher::calibrate(8, 1, 8).expect("hasher");
        let long = "a".repeat(73);
        assert_eq!(hasher.hash(secret(&long)).await, Err(HashError::Unhashable));
        assert_eq!(hasher.hash(secret("a\0b")).await, Err(HashError::Unhashable));
        let hash = hasher.hash(secret(&long[..71])).await.expect("hash");
        assert_eq!(hasher.verify(secret(&long), hash.clone()).await, Ok(false));
        assert_eq!(hasher.verify(secret(&format!("{}\0x", &long[..71])), hash).await, Ok(false));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn c22_a_full_queue_sheds() {
        let hasher = Hasher::calibrate(8, 1, 2).expect("hasher");
        let all = futures::future::join_all((0..20).map(|_| hasher.verify_nothing(secret("x")))).await;
        let shed = all.iter().filter(|r| **r == Err(HashError::Busy)).count();
        assert_eq!(shed, 17, "one works, two wait");
        assert_eq!(hasher.verify_nothing(secret("x")).await, Ok(()), "the places are free again");
    }

    #[test]
    fn costs_out_of_range_are_refused() {
        assert_eq!(Hasher::calibrate(7, 1, 1).err(), Some(CostError::Range(7)));
        assert_eq!(Hasher::calibrate(12, 1, 1).err(), Some(CostError::Range(12)));
    }
}
