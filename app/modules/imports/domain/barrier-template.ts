const EXAMPLE = "示例（导入时忽略） example, ignored";

/** A file of shapes to draw into: one river, one railway, one bridge, none of which is imported. */
export const barrierTemplate = `${JSON.stringify(
  {
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { mark: EXAMPLE, 类型: "河流水面", 名称: "示例河", 英文名称: "Example River", 资料日期: "2025-06-01" },
        geometry: {
          type: "LineString",
          coordinates: [
            [113.6, 34.76],
            [113.63, 34.765],
            [113.66, 34.762],
          ],
        },
      },
      {
        type: "Feature",
        properties: { mark: EXAMPLE, 类型: "铁路", 名称: "示例铁路", 英文名称: "Example Railway", 资料日期: "2025-06-01" },
        geometry: {
          type: "MultiLineString",
          coordinates: [
            [
              [113.61, 34.75],
              [113.62, 34.77],
            ],
            [
              [113.62, 34.77],
              [113.625, 34.79],
            ],
          ],
        },
      },
      {
        type: "Feature",
        properties: { mark: EXAMPLE, 类型: "桥", 名称: "示例桥", 英文名称: "Example Bridge", 资料日期: "2025-06-01" },
        geometry: { type: "Point", coordinates: [113.63, 34.765] },
      },
    ],
  },
  null,
  2,
)}\n`;
