import Foundation
import HTTPTypes
import Imaging
import Recognition
import TestSupport
import Testing

@testable import Service

@Suite struct InferenceTests {
    @Test func picturesAndTensorsAreReadAlike() async throws {
        let service = try ServiceFixture()
        let picture = ServiceFixture.picture(2, width: 96)
        let expected = try service.reader().read([picture])[0]
        let base64 = Data(try ServiceFixture.png(picture)).base64EncodedString()
        let levels = picture.pixels.map { String($0) }.joined(separator: ",")
        let values = picture.pixels.map { "\((Double($0) / 255 - 0.5) / 0.5)" }.joined(separator: ",")
        let inputs = [
            "{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"\(base64)\"]}",
            "{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":[1,1,32,96],\"data\":[\(levels)]}",
            "{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":[1,1,32,96],\"data\":[[[[\(levels)]]]]}",
            "{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[1,1,32,96],\"data\":[\(values)]}",
        ]
        try await service.serve { client in
            for input in inputs {
                let body = Data("{\"id\":\"7\",\"inputs\":[\(input)]}".utf8)
                let answer = try await client.post("/v2/models/digits/infer", "application/json", body)
                #expect(answer.status == .ok, "\(answer.text)")
                let object = try answer.object
                #expect(object["model_name"] as? String == "digits")
                #expect(object["id"] as? String == "7")
                let outputs = try #require(object["outputs"] as? [[String: Any]])
                #expect(outputs.map { $0["name"] as? String } == ["text", "probability"])
                #expect(outputs[0]["data"] as? [String] == [expected.text])
                #expect(outputs[0]["shape"] as? [Int] == [1])
                let probability = try #require((outputs[1]["data"] as? [Double])?.first)
                #expect(abs(probability - expected.probability) < 1e-5)
            }
        }
    }

    @Test(arguments: [
        ("{", 400), ("{\"inputs\":[]}", 400),
        ("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"aGk=\"]}]}", 400),
        ("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1]}]}", 400),
        ("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"aGk=\"]}]}", 415),
        ("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":[1,1,2,2],\"data\":[1,2,3,4]}]}", 422),
        ("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":[1],\"data\":[256]}]}", 400),
        (
            "{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":[4611686018427387904,4],\"data\":[1]}]}",
            400
        ),
        ("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":[-1],\"data\":[1]}]}", 400),
        (
            "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":9}}]}",
            400
        ),
    ]) func malformedRequestsAreRefused(body: String, status: Int) async throws {
        try await ServiceFixture().serve { client in
            let answer = try await client.post("/v2/models/digits/infer", "application/json", Array(body.utf8))
            #expect(answer.status.code == status, "\(answer.text)")
            #expect(try answer.object["error"] is String)
        }
    }

    /// Triton's own client reads the metadata and has pictures read, as bytes, in JSON and as tensors.
    @Test(.enabled(if: PythonTools.isThere, "\(PythonTools.absence)"))
    func tritonsClientUnderstandsIt() async throws {
        let service = try ServiceFixture()
        let pictures = (0..<3).map { ServiceFixture.picture($0, width: 128) }
        let texts = try service.reader().read(pictures).map(\.text)
        for (number, picture) in pictures.enumerated() {
            try Data(try ServiceFixture.png(picture)).write(to: URL(fileURLWithPath: service.folder("\(number).png")))
        }
        let script = """
            import base64, json, sys
            import numpy as np
            from PIL import Image
            import tritonclient.http as http
            client = http.InferenceServerClient(sys.argv[1], connection_timeout=600, network_timeout=600)
            files = [open(f"{sys.argv[2]}/{i}.png", "rb").read() for i in range(3)]
            pixels = np.stack([np.array(Image.open(f"{sys.argv[2]}/{i}.png"))[None] for i in range(3)])
            meta = client.get_model_metadata("digits")
            assert client.is_server_live() and client.is_server_ready() and client.is_model_ready("digits")
            assert [t["name"] for t in meta["inputs"]] == ["image", "pixels"], meta
            found = []
            def ask(name, values, datatype, binary):
                tensor = http.InferInput(name, list(values.shape), datatype)
                tensor.set_data_from_numpy(values, binary_data=binary)
                outputs = [http.InferRequestedOutput("text", binary_data=binary), http.InferRequestedOutput("probability", binary_data=binary)]
                result = client.infer("digits", [tensor], outputs=outputs)
                assert result.as_numpy("probability").shape == (3,)
                found.append([t.decode() if isinstance(t, bytes) else t for t in result.as_numpy("text").tolist()])
            ask("image", np.array(files, dtype=np.object_), "BYTES", True)
            ask("image", np.array([base64.b64encode(f) for f in files], dtype=np.object_), "BYTES", False)
            for binary in (True, False):
                ask("pixels", pixels, "UINT8", binary)
                ask("pixels", ((pixels / 255 - 0.5) / 0.5).astype(np.float32), "FP32", binary)
            try:
                client.get_model_metadata("nothing")
            except http.InferenceServerException as error:
                found.append(str(error.message()))
            print(json.dumps(found))
            """
        let folder = service.folder.path
        let printed = try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            return try await aside { try PythonTools.run(script, "127.0.0.1:\(port)", folder) }
        }
        let found = try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [Any])
        #expect(found.dropLast().map { $0 as? [String] } == Array(repeating: texts, count: 6))
        #expect(found.last as? String == "there is no such model; GET /models lists them")
    }
}
