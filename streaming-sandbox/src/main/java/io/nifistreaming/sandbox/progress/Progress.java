package io.nifistreaming.sandbox.progress;

/** Listens to the stages of a command. Stages may overlap and come from several threads. */
public interface Progress {
    /** Begins a stage, for example "Starting NiFi". */
    Stage begin(String title);

    /** Nobody watches. */
    static Progress silent() {
        return title -> new Stage() {
            @Override
            public void detail(String text) {
                // Nobody watches.
            }

            @Override
            public void done(String result) {
                // Nobody watches.
            }

            @Override
            public void warned(String result) {
                // Nobody watches.
            }

            @Override
            public void failed() {
                // Nobody watches.
            }
        };
    }

    /** One stage; exactly one of {@code done}, {@code warned} and {@code failed} ends it. */
    interface Stage {
        /** What it is at, for example the file being downloaded; replaces the detail before. */
        void detail(String text);

        /** Ends it well; {@code result} may be empty. */
        void done(String result);

        /** Ends it: it went on, and left something that a person has to do. */
        void warned(String result);

        void failed();
    }
}
