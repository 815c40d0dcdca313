/** Every deed that is written down, by subject of the filter's list; each has its sentence in both languages. */
export const AUDIT_ACTIONS = {
  signIn: [
    ...["open:session", "close:session", "change:password", "prove:password", "prove:second-factor", "enrol:second-factor"],
    ...[
      "remove:second-factor",
      "renew:recovery-codes",
      "bind:device",
      "unbind:device",
      "link:identity",
      "redeem:invitation",
      "forget:browser",
    ],
    ...["redeem:reset", "use:permission", "change:session-limit"],
  ],
  people: [
    ...["write:people", "write:grants", "hand-over:invitation", "hand-over:reset", "hand-over:device", "break:glass"],
    ...["correct:login"],
    ...["review:glass", "delete:person", "ask:approval", "decide:approval", "withdraw:approval", "expire:approval"],
  ],
  sensitive: [
    ...[
      "open:sensitive",
      "write:sensitive",
      "remove:sensitive",
      "alert:many-openings",
      "acknowledge:many-openings",
      "rotate:keys",
      "finish:key-rotation",
    ],
    ...["look-up:resident", "open:care-list"],
    ...["export:audit", "apply:retention", "change:retention", "retire:audit", "export:person", "look-up:person"],
  ],
  operations: ["retry:job", "give-up:job", "back-up:installation", "restore:installation", "upgrade:installation"],
  records: [
    ...[
      "write:facility",
      "write:facility-state",
      "write:facilities",
      "write:registry",
      "write:photo",
      "export:facilities",
      "export:import-rows",
    ],
    ...["write:resident", "propose:resident", "decide:resident", "write:resident-life", "write:resident-visitor"],
    ...["merge:residents", "part:residents", "delete:resident", "export:resident", "compare:residents", "adopt:risk-rule"],
    ...["write:import", "undo:import", "write:walker", "import:streets", "start:city", "remove:city"],
    ...[
      "adopt:visit-rule",
      "set:mode",
      "end:mode",
      "call:campaign",
      "end:campaign",
      "log:visit",
      "add:visit-photo",
      "add:visit-position",
      "submit:month",
      "return:month",
    ],
    ...["ask:visit-plan", "work-out:visit-plan", "publish:visit-plan", "discard:visit-plan", "change:visit-plan", "note:absence"],
    ...["end:absence", "write:caregiver", "make:calendar-link", "revoke:calendar-link", "export:day-sheet"],
    ...["lock:month", "remind:visits", "export:visits", "close:finding", "map:month-form", "set:month-limit"],
    ...["step:work-order", "add:order-photo", "change:order-class"],
    ...["take:family-request", "note:family-request", "say:duty-phone", "make:contact-link", "revoke:contact-link"],
    ...["open:contact-link", "report:family"],
    ...["write:duty-shift", "end:duty-shift", "swap:duty", "act-on:alarm", "set:alarm-ladder"],
    ...["settle:visit-flag", "explain:visit-flag", "draw:callbacks", "answer:callback", "export:callbacks"],
    ...["open:visit-evidence", "export:visit-evidence", "print:visit-form"],
  ],
} as const satisfies Record<string, readonly string[]>;

export const isAuditAction = (text: string): boolean =>
  Object.values(AUDIT_ACTIONS).some((group) => group.includes(text as never));
