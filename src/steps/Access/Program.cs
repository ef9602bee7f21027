return new OceanML.Steps.AccessStep().Run(args);
