//! What a change does to the set of values that a schema accepts.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// A set of effects, seen from the old schema to the new one. None of them: the same values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Effects(u8);

impl Effects {
    /// The same values.
    pub(crate) const NONE: Self = Self(0);
    /// Some value is refused that was accepted.
    pub(crate) const NARROWS: Self = Self(1);
    /// Some value is accepted that was refused.
    pub(crate) const WIDENS: Self = Self(2);
    /// Both.
    pub(crate) const INCOMPARABLE: Self = Self(3);
    /// It cannot be told.
    pub(crate) const UNDECIDED: Self = Self(4);
    /// Everything at once; nothing can be added.
    pub(crate) const ALL: Self = Self(7);

    /// Whether all effects of `other` are in it.
    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is none.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Seen from the other side: a narrowed `not` widens.
    pub(crate) fn flipped(self) -> Self {
        Self((self.0 & 4) | ((self.0 & 1) << 1) | ((self.0 & 2) >> 1))
    }

    /// Without those of `other`.
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Effects {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Effects {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl BitAnd for Effects {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
