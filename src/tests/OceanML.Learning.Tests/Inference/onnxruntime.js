// Evaluates an ONNX model with ONNX Runtime: node onnxruntime.js MODEL ROWS.f32 WIDTH OUTPUT.f32
// ROWS.f32 holds the input row by row as 32-bit numbers; OUTPUT.f32 gets every output one after the other; their names and shapes
// are printed as JSON.
const fs = require('fs');
const ort = require('onnxruntime-node');

async function main() {
  const [model, rows, width, output] = process.argv.slice(2);
  const session = await ort.InferenceSession.create(model, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const bytes = fs.readFileSync(rows);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const input = new ort.Tensor('float32', values, [values.length / Number(width), Number(width)]);
  const results = await session.run({ [session.inputNames[0]]: input });
  const shapes = session.outputNames.map((name) => ({ name, shape: results[name].dims }));
  fs.writeFileSync(output, Buffer.concat(session.outputNames.map((name) => Buffer.from(results[name].data.buffer, results[name].data.byteOffset, results[name].data.byteLength))));
  console.log(JSON.stringify(shapes));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
