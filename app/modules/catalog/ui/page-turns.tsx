import { Button, Group } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addressOf, type FacilityQuery } from "../domain/facility-filter";
import type { FacilityPage, RowPlace } from "../domain/facility-row";

/** First, previous, next, last: each page is an address of its own that stays right while others add lines. */
export function PageTurns({ page, query }: { readonly page: FacilityPage; readonly query: FacilityQuery }) {
  const { t } = useTranslation("catalog");
  const to = (turn: string, value: string | null): string => {
    const address = addressOf(query, query.day);
    if (value !== null) address.set(turn, value);
    return `?${address.toString()}`;
  };
  const at = (place: RowPlace | null) => place && `${place.id}~${place.key}`;
  const turns = [
    { word: t("list.first"), to: to("first", null), on: page.before !== null },
    { word: t("list.previous"), to: to("before", at(page.before)), on: page.before !== null },
    { word: t("list.next"), to: to("after", at(page.after)), on: page.after !== null },
    { word: t("list.last"), to: to("page", "last"), on: page.after !== null },
  ];
  return (
    <Group component="nav" gap="xs" justify="center" aria-label={t("list.pages")}>
      {turns.map((turn) =>
        turn.on ? (
          <Button key={turn.word} component={Link} to={turn.to} variant="default" preventScrollReset={false}>
            {turn.word}
          </Button>
        ) : (
          <Button key={turn.word} variant="default" disabled>
            {turn.word}
          </Button>
        ),
      )}
    </Group>
  );
}
