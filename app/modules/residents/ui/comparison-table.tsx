import { Anchor, Badge, Button, Checkbox, Group, Stack, Table, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownLine } from "../domain/comparison-line";
import { type AreaNames, areaWords } from "./resident-table";

const TONE = { sure: "teal", maybe: "orange", none: "gray" } as const;

/** Each line of the list beside the register: what it says, whom it means, what is proposed. Only what is ticked is done. */
export function ComparisonTable({ lines, names }: { readonly lines: readonly ShownLine[]; readonly names: AreaNames }) {
  const { t, i18n } = useTranslation("residents");
  const sure = lines.filter(({ isWaiting, match }) => isWaiting && match !== "maybe").map(({ rowNumber }) => rowNumber);
  const [ticked, tick] = useState<readonly number[]>([]);
  const isAll = sure.length > 0 && sure.every((row) => ticked.includes(row));
  const turn = (row: number) => tick(ticked.includes(row) ? ticked.filter((one) => one !== row) : [...ticked, row]);
  return (
    <Form method="post">
      <Stack gap="sm">
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Checkbox
                    aria-label={t("compare.tickAll")}
                    checked={isAll}
                    disabled={sure.length === 0}
                    onChange={() => tick(isAll ? [] : sure)}
                  />
                </Table.Th>
                <Table.Th>{t("compare.line")}</Table.Th>
                <Table.Th>{t("compare.register")}</Table.Th>
                <Table.Th>{t("compare.proposal")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Table.Tr key={line.rowNumber}>
                  <Table.Td>
                    {line.isWaiting && (
                      <Checkbox
                        name="row"
                        value={line.rowNumber}
                        checked={ticked.includes(line.rowNumber)}
                        onChange={() => turn(line.rowNumber)}
                        aria-label={t("compare.tick", { name: line.name })}
                      />
                    )}
                  </Table.Td>
                  <Table.Td>
                    {line.name}
                    <Text size="sm" c="dimmed">
                      {t("compare.row", { row: line.rowNumber })} · {t(`compare.what.${line.what}`)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Badge tt="none" variant="light" color={TONE[line.match]}>
                      {t(`compare.match.${line.match}`)}
                    </Badge>{" "}
                    {"residentId" in line.proposal ? (
                      <Anchor component={Link} to={`/visits/residents/${line.proposal.residentId}`}>
                        {line.registerName}
                      </Anchor>
                    ) : (
                      line.registerName
                    )}
                    {line.areaCode && (
                      <Text size="sm" c="dimmed">
                        {areaWords(line.areaCode, names, i18n.language)}
                      </Text>
                    )}
                    {line.alike?.map(({ id, name, bornOn, areaCode }) => (
                      <Text key={id} size="sm">
                        <Anchor component={Link} to={`/visits/residents/${id}`}>
                          {name}
                        </Anchor>{" "}
                        {[bornOn, areaWords(areaCode, names, i18n.language)].filter(Boolean).join(" · ")}
                      </Text>
                    ))}
                  </Table.Td>
                  <Table.Td>
                    {line.proposal.kind === "nothing"
                      ? t(`compare.nothing.${line.proposal.why}`)
                      : t(`compare.do.${line.proposal.kind}`, {
                          ...("on" in line.proposal ? { day: line.proposal.on } : {}),
                          ...("category" in line.proposal ? { category: t(`category.${line.proposal.category}`) } : {}),
                        })}
                    {line.isAnswered && !line.isWaiting && <Text size="sm">{t("compare.answered")}</Text>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {lines.some(({ isWaiting }) => isWaiting) && (
          <Group>
            <Button type="submit" name="intent" value="adopt">
              {t("compare.adopt", { count: ticked.length })}
            </Button>
            <Button type="submit" name="intent" value="set-aside" variant="default">
              {t("compare.setAside", { count: ticked.length })}
            </Button>
          </Group>
        )}
      </Stack>
    </Form>
  );
}
