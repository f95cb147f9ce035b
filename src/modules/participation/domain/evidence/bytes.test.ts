import { expect, test } from 'vitest';
import { greyPng } from '#test/support/pictures.ts';
import { evidenceKind, pictureKind } from './bytes.ts';

const jpeg = (width: number, height: number, scan = [0xff, 0xda, 0, 2, 1, 2]) =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
    ...[0xff, 0xc0, 0, 8, 8, height >> 8, height & 255, width >> 8, width & 255, 1],
    ...scan,
  ]);

test('按内容认出 PDF、JPEG、PNG、WebP，其他的不是', () => {
  expect(evidenceKind(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  expect(evidenceKind(Buffer.from('RIFF1234WEBPVP8 '))).toBe('image/webp');
  expect(evidenceKind(greyPng())).toBe('image/png');
  expect(evidenceKind(jpeg(64, 32))).toBe('image/jpeg');
  for (const text of ['', 'x', 'MZ', '<html>', 'RIFF1234WAVE', 'GIF89a'])
    expect(evidenceKind(Buffer.from(text))).toBeNull();
});

test('图片须有尺寸和图像数据：只有文件头的、截断的、一个像素的都不算', () => {
  const png = greyPng();
  expect(pictureKind(png)).toBe('image/png');
  expect(pictureKind(jpeg(64, 32))).toBe('image/jpeg');
  expect(pictureKind(greyPng(1, 1))).toBeNull();
  expect(pictureKind(jpeg(0, 32))).toBeNull();
  expect(pictureKind(jpeg(64, 32, []))).toBeNull();
  expect(pictureKind(jpeg(64, 32, [0xff, 0xc4, 0, 0, 1]))).toBeNull();
  for (let length = 0; length < png.length - 12; length++)
    expect(pictureKind(png.subarray(0, length))).toBeNull();
  expect(pictureKind(Buffer.from('%PDF-1.7'))).toBeNull();
});
