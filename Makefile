# Platen. `make demo` and `make test` do all the set-up that they need.
.PHONY: demo demo-train test test-interop test-mlflow test-readme test-tutorial test-examples test-docc wheel test-wheel \
	deb test-deb tarball test-tarball test-images test-lambda sanitize \
	build setup bench bench-transfer bench-train bench-tune bench-serve fuzz-serve format lint clean schema docs
.DEFAULT_GOAL := demo

# Where another program is named, nothing is built: make demo PLATEN=.build/debug/platen
PLATEN := .build/release/platen
NAMED = $(if $(filter file,$(origin PLATEN)),,$(PLATEN))

# The texts and the faces kept apart of configs/train-demo.yml.
DEMO_TEXT := text.number.digits=4 fonts.holdout=0.2

demo: build  ## Draw 2,000 numbers on paper into out/numbers, a contact sheet of them, and one of numbers in noise.
	$(PLATEN) generate configs/numbers-paper.yml --output out/numbers --count 2000 --overwrite
	$(PLATEN) preview configs/numbers-paper.yml --output out/numbers.png --count 60
	$(PLATEN) preview configs/numbers.yml --output out/numbers-noise.png --count 60
	@echo "Look at out/numbers.png, and at out/numbers-noise.png for plain noise; the dataset is in out/numbers."

demo-train: build  ## Train a model on 4-digit numbers, and let it read ten pictures in faces that it never saw.
	rm -rf out/train-demo out/train-demo-pictures
	@echo "1,500 steps, some minutes on two cores; each line tells the time left."
	$(PLATEN) train configs/train-demo.yml --output out/train-demo
	$(PLATEN) eval --model out/train-demo/best.safetensors --data configs/numbers-paper.yml $(DEMO_TEXT)
	$(PLATEN) generate configs/numbers-paper.yml $(DEMO_TEXT) samples='{train: 0, val: 0, test: 10}' output.layout=flat \
		--output out/train-demo-pictures --quiet
	$(PLATEN) predict --model out/train-demo/best.safetensors out/train-demo-pictures
	@echo "Look at out/train-demo/report.html; docs/training.md says how to go on."

test-readme: build  ## Run every command of README.md and docs/tour.md.
	scripts/test-readme $(PLATEN) README.md docs/tour.md

test-tutorial: build  ## Run every command of docs/tutorial.
	scripts/test-readme $(PLATEN) docs/tutorial

test-examples: setup  ## Build Examples/ as packages, run them, and build the Swift in the documentation; make test links them with its own build.
	scripts/test-examples

test-docc: setup  ## Make the documentation of all products into out/docc; a warning is an error.
	swift build --build-tests -Xswiftc -O
	scripts/test-docc .build out/docc

build: setup  ## Build the program, optimised.
ifeq ($(origin PLATEN),file)
	swift build -c release --product platen
endif

test: setup  ## Build and run all tests.
	@scripts/test-tools
	@scripts/test-fonts .build/test-fonts.conf
	@# Optimised, since the tests draw and train for minutes; what is checked at run time stays checked.
	swift build --build-tests -Xswiftc -O
	FONTCONFIG_FILE=$(CURDIR)/.build/test-fonts.conf scripts/run-tests

test-interop: setup  ## Run the tests in which other programs read what Platen writes: datasets, models.
	@scripts/test-tools
	@test -e Tests/.venv/installed
	@scripts/test-fonts .build/test-fonts.conf
	swift build --build-tests -Xswiftc -O
	FONTCONFIG_FILE=$(CURDIR)/.build/test-fonts.conf swift test --skip-build -Xswiftc -O --filter Interop
	PLATEN=.build/debug/platen scripts/test-mlflow

test-mlflow: build  ## Tell a real MLflow server of small trainings, and compare what it has.
	scripts/test-mlflow

sanitize: setup  ## Run the tests of the code that handles foreign bytes under the address sanitizer.
	@scripts/test-fonts .build-sanitized/test-fonts.conf
	PLATEN_SANITIZED=1 swift build --build-tests --sanitize=address -Xswiftc -O --scratch-path .build-sanitized
	@# What C libraries keep for the process's life is no leak of ours.
	PLATEN_SANITIZED=1 ASAN_OPTIONS=detect_leaks=0 FONTCONFIG_FILE=$(CURDIR)/.build-sanitized/test-fonts.conf \
		SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=6 \
		swift test --skip-build --sanitize=address -Xswiftc -O --scratch-path .build-sanitized

setup:  ## Install the Debian packages that are missing.
	@scripts/setup

wheel: setup  ## Build a wheel of the Python package with the program inside, out/wheel/platen-*.whl.
	scripts/make-wheel $(NAMED)

deb: setup  ## Build a Debian package with man pages and completions, out/deb/platen_*.deb.
	scripts/make-deb $(NAMED)

tarball: setup  ## Build a tarball with a program that runs wherever it is unpacked, out/tarball/platen-*.tar.gz.
	scripts/make-tarball $(NAMED)

test-tarball: tarball  ## Try the tarball in two places and in a bare Debian.
	scripts/test-tarball || test $$? = 77

test-deb: deb  ## Try the Debian package in a bare Debian.
	scripts/test-deb || test $$? = 77

test-images:  ## Build the images of deploy/ around the Debian package, with buildah, and run them.
	@test -e out/deb/platen_*.deb || $(MAKE) deb
	@scripts/test-images || test $$? = 77

test-lambda: build  ## Run the function of AWS Lambda in Amazon's emulator.
	@scripts/test-lambda-rie $(PLATEN) || test $$? = 77

test-wheel: wheel  ## Try the wheel in a fresh virtual environment and in a bare Debian.
	scripts/test-wheel || test $$? = 77

bench: build  ## Measure speed, against peers where they can be installed.
	Benchmarks/run

bench-transfer: build  ## Train on procedural digits, test on real MNIST ones (PLATEN_MNIST names their folder).
	Benchmarks/transfer/run

bench-train: setup  ## Time a training step of the CRNN, and reading, against PyTorch, ONNX Runtime and OpenVINO.
	Benchmarks/train/run

bench-tune: setup  ## Compare the sampler of `platen tune` with Optuna's on functions whose least values are known.
	Benchmarks/tune/run

bench-serve: build  ## Requests a second of the service, against Flask and FastAPI with ONNX Runtime.
	Benchmarks/serve/run --platen $(PLATEN)

fuzz-serve: build  ## Send 100,000 malformed and well-formed requests to the service, and cut and slow connections.
	Benchmarks/serve/fuzz --platen $(PLATEN)

format:  ## Format the code.
	swift format --in-place --recursive --parallel Package.swift Sources Tests Examples/*/Package.swift Examples/*/Sources Benchmarks/Package.swift Benchmarks/Sources Benchmarks/train Benchmarks/tune

lint:  ## Check the format.
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Examples/*/Package.swift Examples/*/Sources Benchmarks/Package.swift Benchmarks/Sources Benchmarks/train Benchmarks/tune

docs: build  ## Write what is made from the code: the recipe's schema and key reference, the README's pictures.
	scripts/make-docs

clean:  ## Remove what was built and generated.
	rm -rf .build .build-sanitized .build-examples .build-static Examples/*/.build Benchmarks/.build Tests/.venv* out
