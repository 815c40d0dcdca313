// Who speaks for a place at this moment: the holder of its link, or a member of the organisation that runs it. What they may
// do, the database lets them do for this one facility and no other, whatever its area.

export interface StoodFor {
  readonly facilityId: string;
  readonly name: string;
  readonly cityCode: string;
  readonly timeZone: string;
  /** the city's own where the place has none */
  readonly areaCode: string;
  readonly line: string;
}

export interface OperatorStanding extends StoodFor {
  readonly linkId: string | null;
  readonly personId: string | null;
}

/** What row policies compare: one facility's id, and nothing around it. */
export const scopeOfFacility = (facilityId: string): { readonly "operate:facility": string } => ({
  "operate:facility": `{["${facilityId}","${facilityId}"]}`,
});

/** Half a year, then staff ask again who opens it. */
export const OPERATOR_LINK_DAYS = 184;
