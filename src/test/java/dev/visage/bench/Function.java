package dev.visage.bench;

import dev.visage.lambda.FunctionContainer;
import dev.visage.lambda.HttpApiEvent;
import dev.visage.lambda.RuntimeApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build of the function, and how it is started.
 *
 * @param name        what the tables call it
 * @param command     starts it
 * @param environment what its environment holds, besides the address of the Runtime API
 * @param folder      where it is started
 */
record Function(String name, List<String> command, Map<String, String> environment, Path folder) {

    static final String NATIVE = "native";

    static final List<String> STEPS = List.of("Quarkus", "reading the model", "the rest of the library, and the graph",
            "the first run");

    private static final Pattern MODEL_TIMES = Pattern.compile("loaded from \\S+ in (\\d+) ms: reading it took (\\d+),"
            + " library and graph (\\d+), the first run (\\d+)");
    private static final Pattern START_TIME = Pattern.compile("started in ([0-9.]+)s");

    /**
     * What was measured of a start.
     *
     * @param firstAnswer milliseconds from the start of the process to its first answer
     * @param steps       milliseconds of each step, by the function's own log
     */
    record Start(double firstAnswer, double[] steps) {

        double quarkus() {
            return steps[0];
        }

        double readingTheModel() {
            return steps[1];
        }
    }

    /**
     * Resident memory in MiB, as Lambda counts.
     *
     * @param resident  all of it
     * @param anonymous what belongs to no file
     */
    record Memory(double resident, double anonymous) {

        @Override
        public String toString() {
            return "%.0f (%.0f)".formatted(resident, anonymous);
        }
    }

    /** Starts the function, has it answer once, and ends it. */
    Start start(byte[] event) throws Exception {
        try (RuntimeApi api = RuntimeApi.start()) {
            Future<RuntimeApi.Answer> answer = api.invoke(event);
            long start = System.nanoTime();
            try (FunctionContainer process = FunctionContainer.start(command, folder, environment, api)) {
                check(answer.get(60, TimeUnit.SECONDS));
                double millis = (System.nanoTime() - start) / 1e6;
                return new Start(millis, steps(process.log()));
            }
        }
    }

    /**
     * Starts functions one after the other in turn, so that whatever else the machine does meets all alike.
     *
     * @param starts of each, beside a first one that fills the page cache
     * @return what was measured, by the function's name
     */
    static Map<String, List<Start>> startInTurn(Collection<Function> functions, int starts, byte[] event)
            throws Exception {
        Map<String, List<Start>> measured = new LinkedHashMap<>();
        for (int i = 0; i <= starts; i++) {
            for (Function function : functions) {
                Start start = function.start(event);
                if (i > 0) {
                    measured.computeIfAbsent(function.name(), name -> new ArrayList<>()).add(start);
                }
            }
        }
        return measured;
    }

    /** Starts the function, has it answer once, and asks it to end. */
    void runOnceToItsEnd(byte[] event) throws Exception {
        try (RuntimeApi api = RuntimeApi.start();
                FunctionContainer process = FunctionContainer.start(command, folder, environment, api)) {
            check(api.invoke(event).get(60, TimeUnit.SECONDS));
            process.terminate();
            process.exitCode();
        }
    }

    Running run() throws Exception {
        return run(Map.of());
    }

    Running run(Map<String, String> further) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(further);
        RuntimeApi api = RuntimeApi.start();
        Running running = new Running(api, FunctionContainer.start(command, folder, all, api));
        running.invoke(HttpApiEvent.get("/v1/model"));
        return running;
    }

    /** Has some containers answer as fast as they can, and tells how many requests they answer in a second. */
    double throughput(int workers, int requests, byte[] event) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Running> containers = new ArrayList<>();
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                Running container = run();
                containers.add(container);
                container.invoke(event, requests / 10);
                tasks.add(() -> {
                    container.invoke(event, requests);
                    return null;
                });
            }
            long start = System.nanoTime();
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
            return workers * requests / ((System.nanoTime() - start) / 1e9);
        } finally {
            containers.forEach(Running::close);
            threads.shutdown();
        }
    }

    private static RuntimeApi.Answer check(RuntimeApi.Answer answer) {
        if (answer.failed() || !answer.text().contains("\"statusCode\":200")) {
            throw new IllegalStateException("The function does not answer: " + answer.text());
        }
        return answer;
    }

    private static double[] steps(String log) {
        Matcher model = MODEL_TIMES.matcher(log);
        Matcher start = START_TIME.matcher(log);
        if (!model.find() || !start.find()) {
            throw new IllegalStateException("The log does not tell how long the start took: " + log);
        }
        double[] steps = new double[STEPS.size()];
        steps[0] = 1000 * Double.parseDouble(start.group(1)) - Double.parseDouble(model.group(1));
        for (int i = 1; i < steps.length; i++) {
            steps[i] = Double.parseDouble(model.group(i + 1));
        }
        return steps;
    }

    /**
     * A container of the function.
     *
     * @param api     hands it its events
     * @param process is the container
     */
    record Running(RuntimeApi api, FunctionContainer process) implements AutoCloseable {

        RuntimeApi.Answer invoke(byte[] event) throws Exception {
            return check(api.invoke(event).get(60, TimeUnit.SECONDS));
        }

        void invoke(byte[] event, int times) throws Exception {
            for (int i = 0; i < times; i++) {
                invoke(event);
            }
        }

        Memory memory() {
            String status = process.proc("status");
            return new Memory(megabytes(status, "VmRSS"), megabytes(status, "RssAnon"));
        }

        private static double megabytes(String status, String field) {
            Matcher line = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(status);
            if (!line.find()) {
                throw new IllegalStateException("Linux does not tell " + field);
            }
            return Long.parseLong(line.group(1)) / 1024.0;
        }

        @Override
        public void close() {
            process.close();
            api.close();
        }
    }
}
