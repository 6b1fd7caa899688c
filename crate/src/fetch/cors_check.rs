//! *CORS check* (`concept-cors-check`).

use super::cause::names;
use super::profile::AllowOriginFault;
use super::{CauseKind, Evidence, Outcome, Profile, StepId};
use crate::model::HeaderList;

/// One line for the trace.
pub(super) type CheckStep = (StepId, Outcome, Evidence);

/// What the check found: every failing condition, in the check's order, and the steps it took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CorsCheck {
    /// Failing conditions with the step each fails; empty for success.
    pub failures: Vec<(CauseKind, StepId)>,
    pub(super) steps: Vec<CheckStep>,
}

/// Runs the check on a response's headers.
///
/// `origin` is the byte-serialised request origin (`null` once it is tainted), `credentialed` whether the request's
/// credentials mode is `include`. The standard stops at the first failure; this goes on to
/// `Access-Control-Allow-Credentials`, because whoever mends the first would meet the second.
#[must_use]
pub fn cors_check(
    headers: &HeaderList,
    origin: &str,
    credentialed: bool,
    profile: &dyn Profile,
) -> CorsCheck {
    let mut check = CorsCheck::default();
    // Step 1.
    let value = profile.combined(headers, names::ALLOW_ORIGIN);
    match value {
        // Step 2.
        None => check.fail(
            StepId::CheckMissing,
            Evidence::None,
            CauseKind::AllowOriginMissing { expected: origin.to_owned() },
        ),
        Some(value) => {
            let evidence = || Evidence::Value(value.clone());
            let refused = profile.refuses_lines(headers);
            let wildcard = value.as_bytes() == b"*";
            // Step 3.
            if wildcard && !credentialed && !refused {
                check.pass(StepId::CheckWildcard, evidence());
                return check;
            }
            // Step 4. `*` under credentials ends here too; it gets a cause of its own.
            if value.as_bytes() == origin.as_bytes() && !refused {
                check.pass(StepId::CheckOrigin, evidence());
            } else {
                let expected = origin.to_owned();
                let lines = headers.lines(names::ALLOW_ORIGIN).count();
                let kind = if refused {
                    CauseKind::AllowOriginMultiple { value: value.clone(), expected, lines }
                } else if wildcard {
                    CauseKind::AllowOriginWildcardWithCredentials { expected }
                } else {
                    match profile.allow_origin_fault(&value, lines) {
                        AllowOriginFault::Multiple => {
                            CauseKind::AllowOriginMultiple { value: value.clone(), expected, lines }
                        }
                        AllowOriginFault::Invalid => {
                            CauseKind::AllowOriginInvalid { value: value.clone(), expected }
                        }
                        AllowOriginFault::Mismatch => {
                            CauseKind::AllowOriginMismatch { value: value.clone(), expected }
                        }
                    }
                };
                check.fail(StepId::CheckOrigin, evidence(), kind);
            }
        }
    }
    // Step 5.
    if !credentialed {
        if check.failures.is_empty() {
            check.pass(StepId::CheckNoCredentials, Evidence::None);
        }
        return check;
    }
    // Steps 6 to 8: exactly `true`, case-sensitive.
    match profile.combined(headers, names::ALLOW_CREDENTIALS) {
        Some(value) if value.as_bytes() == b"true" => {
            check.pass(StepId::CheckCredentials, Evidence::Value(value));
        }
        value => {
            let evidence = value.clone().map_or(Evidence::None, Evidence::Value);
            check.fail(
                StepId::CheckCredentialsMissing,
                evidence,
                CauseKind::AllowCredentialsNotTrue { value },
            );
        }
    }
    check
}

impl CorsCheck {
    fn pass(&mut self, id: StepId, evidence: Evidence) {
        self.steps.push((id, Outcome::Pass, evidence));
    }

    fn fail(&mut self, id: StepId, evidence: Evidence, kind: CauseKind) {
        self.steps.push((id, Outcome::Fail, evidence));
        self.failures.push((kind, id));
    }
}
