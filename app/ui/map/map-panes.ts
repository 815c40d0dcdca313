/** From the ground up, whichever file arrives first: land, circles, streets, lines, gaps; symbols and names lie above (600). */
export const PANES = { land: 310, circles: 320, streets: 325, lines: 330, gaps: 340, candidate: 350 } as const;
