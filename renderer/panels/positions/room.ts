/**
 * Characters that figures which move with every tick keep room for. The table's columns are as wide as their widest
 * figure, so one whose width followed its text would lay out all rows with each price.
 */
export const ROOM = { price: 8, result: 10, greek: 7 } as const;
