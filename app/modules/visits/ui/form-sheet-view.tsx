import { Anchor, Badge, Group, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FORM_PARTS, type FormMapping } from "../domain/month-form";
import { lettersOf, type SheetCell } from "../domain/workbook-cells";

interface Props {
  readonly sheet: { readonly name: string; readonly cells: readonly SheetCell[] };
  readonly sheets: readonly string[];
  readonly mapping: FormMapping;
  readonly query: string;
}

/** A form is looked at as far as one finds one's way in it. */
const [MOST_ROWS, MOST_COLUMNS] = [40, 26];

/** The form as a grid with its addresses; what is filled by us carries its word. */
export function FormSheetView({ sheet, sheets, mapping, query }: Props) {
  const { t } = useTranslation("visits");
  const cells = sheet.cells.filter(({ row, column }) => row <= MOST_ROWS && column <= MOST_COLUMNS);
  const texts = new Map(cells.map((cell) => [cell.at, cell]));
  const parts = sheet.name === mapping.sheet ? FORM_PARTS.filter((part) => mapping.cells[part]) : [];
  const marked = new Map(parts.map((part) => [mapping.cells[part]!, t(`formPart.${part}`)]));
  if (sheet.name === mapping.sheet && mapping.kind === "lines") marked.set(mapping.firstName, t("monthForm.firstName"));
  const [rows, columns] = [
    Math.max(1, ...cells.map(({ row }) => row)) + 1,
    Math.max(1, ...cells.map(({ column }) => column)) + 1,
  ];
  const upTo = (count: number, most: number) => Array.from({ length: Math.min(count, most) }, (_, at) => at + 1);
  return (
    <div className="surface" style={{ padding: "1rem" }}>
      <Group gap="sm" mb="xs">
        <Text fw={600}>{t("monthForm.sheets")}</Text>
        {sheets.map((name) =>
          name === sheet.name ? (
            <Text key={name} fw={600} aria-current="true">
              {name}
            </Text>
          ) : (
            <Anchor key={name} component={Link} to={`?${query}&sheet=${encodeURIComponent(name)}`}>
              {name}
            </Anchor>
          ),
        )}
      </Group>
      <div
        style={{ overflowX: "auto", maxHeight: "28rem", overflowY: "auto" }}
        tabIndex={0}
        role="region"
        aria-label={sheet.name}
      >
        <Table withColumnBorders withTableBorder verticalSpacing={4} fz="sm" w="auto">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {upTo(columns, MOST_COLUMNS).map((column) => (
                <Table.Th key={column} scope="col">
                  {lettersOf(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {upTo(rows, MOST_ROWS).map((row) => (
              <Table.Tr key={row}>
                <Table.Th scope="row">{row}</Table.Th>
                {upTo(columns, MOST_COLUMNS).map((column) => {
                  const at = `${lettersOf(column)}${row}`;
                  const cell = texts.get(at);
                  return (
                    <Table.Td key={at} style={{ maxWidth: "11rem" }}>
                      {cell?.isFormula ? t("monthForm.formula") : (cell?.text ?? "").slice(0, 60)}
                      {marked.has(at) && (
                        <Badge size="sm" color="jade" variant="light" tt="none">
                          {marked.get(at)}
                        </Badge>
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  );
}
