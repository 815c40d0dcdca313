import { expect, test } from "vitest";
import { boardOfArea } from "~/modules/visits/domain/board-of-area";

const plan = (id: string, areaCode: string, hour: number) => ({
  ...{ id, areaCode },
  publishedAt: new Date(Date.UTC(2026, 10, 23, hour)),
});

test("«the board» is one's own area's, else the smallest around it, else the only one inside it; the newest of them", () => {
  const [district, street, other] = [
    plan("district", "410105", 1),
    plan("street", "410105001", 2),
    plan("other", "410105002", 3),
  ];
  expect(boardOfArea([district, street, other], "410105")).toBe("district");
  expect(boardOfArea([district, street, other], "410105001")).toBe("street");
  expect(boardOfArea([district, other], "410105001001")).toBe("district");
  expect(boardOfArea([district, plan("newer", "410105", 5)], "410105")).toBe("newer");
  expect(boardOfArea([street], "410105")).toBe("street");
  expect(boardOfArea([street, other], "410105")).toBeNull();
  expect(boardOfArea([], "410105")).toBeNull();
});
