import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { areaWords, grantSentence, type AreaNames } from "./govern-words";
import type { GrantShown } from "./grant-list";
import { lastSeenDay } from "./last-seen-day";

export interface PersonShown {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  readonly areaCode: string;
  readonly state: string;
  readonly lastSeen: string | null;
  readonly grants: readonly GrantShown[];
}

/** One person a row: where they belong, what they may do as sentences, when they were last here. */
export function PeopleTable({ people, names }: { readonly people: readonly PersonShown[]; readonly names: AreaNames }) {
  const { t, i18n } = useTranslation("accounts");
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("people.name")}</Table.Th>
            <Table.Th>{t("people.grants")}</Table.Th>
            <Table.Th>{t("people.belongs")}</Table.Th>
            <Table.Th>{t("people.seen")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Anchor component={Link} to={`/govern/people/${person.id}`} fw={600}>
                  {person.name}
                </Anchor>{" "}
                {person.state !== "active" && (
                  <Badge color="gray" variant="light">
                    {t(`state.${person.state}`)}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>
                {person.grants.map((grant) => (
                  <div key={grant.id}>{grantSentence(grant, names, i18n.language, t)}</div>
                ))}
                {person.grants.length === 0 && <Text c="dimmed">{t("people.unlisted")}</Text>}
              </Table.Td>
              <Table.Td>{areaWords(person.areaCode, names, i18n.language, t)}</Table.Td>
              <Table.Td style={{ whiteSpace: "nowrap" }}>{lastSeenDay(person.lastSeen) ?? t("people.never")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
